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
  description: 'What it all comes to. Reports of gates before this member was added lack it.',
  type: 'object',
  additionalProperties: false,
  required: ['outcome', 'rules'],
  properties: {
    outcome: {
      description:
        'refused: a mandatory rule is not met. undetermined: one could not be answered. warned: what is not met or not known stops nothing. passed-with-waivers: what is not met is waived. nothing-judged: every rule is disabled.',
      type: 'string',
      enum: outcomes,
    },
    rules: tally,
  },
} as const
