import { outcomes, ruleAnswers } from './outcome.ts'
import { amount as users } from './shapes.ts'

/** Every answer has a member, 0 included. */
const tally = {
  description: 'How many rules gave each answer.',
  type: 'object',
  additionalProperties: false,
  required: ruleAnswers,
  properties: {
    passed: users,
    'below-the-minimum': users,
    undetermined: users,
    waived: users,
    'not-asked': users,
  } satisfies Readonly<Record<(typeof ruleAnswers)[number], typeof users>>,
} as const

export const summarySchema = {
  description: 'The outcome in one word. Reports of older versions do not have it.',
  type: 'object',
  additionalProperties: false,
  required: ['outcome', 'rules'],
  properties: {
    outcome: {
      description:
        'refused: a mandatory rule is below the minimum. undetermined: a mandatory rule could not be determined. warned: some rules did not pass, and none of them stops the deployment. passed-with-waivers: every rule that did not pass is waived. nothing-judged: every rule is disabled.',
      type: 'string',
      enum: outcomes,
    },
    rules: tally,
  },
} as const
