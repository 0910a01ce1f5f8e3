import { methodClasses, methodNamePattern, strengths } from './method-class.ts'
import { amount, text } from './shapes.ts'

/** Users by their methods. */
export const methodCells = {
  description:
    'The same users by their methods, grouped where they are alike; present if a rule asks about methods.',
  type: 'array',
  maxItems: 2_000,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['strongest', 'registered', 'users'],
    properties: {
      strongest: {
        description:
          'The strongest of the methods that are known; none: none of them serves for MFA. docs/methods.md.',
        type: 'string',
        enum: strengths,
      },
      registered: { description: 'isMfaRegistered.', type: 'boolean' },
      unclassified: {
        description: 'Values of methodsRegistered that are not known.',
        type: 'array',
        minItems: 1,
        items: { type: 'string', pattern: methodNamePattern },
      },
      unreadable: { description: 'Present if no list of methods could be read.', const: true },
      users: amount,
    },
  },
} as const

/** What it hangs on whether users have a measure. */
export const unknownMethods = {
  description: 'What decides whether they have the measure.',
  type: 'object',
  required: ['values', 'unreadable', 'missing'],
  properties: {
    values: {
      description: 'Values of methodsRegistered that nobody has classified.',
      type: 'array',
      items: { type: 'object', required: ['value', 'users'], properties: { value: text, users: amount } },
    },
    missing: { ...amount, description: 'Enabled accounts that are in no row of the report.' },
    unreadable: { ...amount, description: 'Users without a list of methods that can be read.' },
  },
} as const

/** As a rules document has it. */
export const classifiedMethods = {
  description: 'What the rules document says of values of methodsRegistered that the gate does not know.',
  type: 'object',
  additionalProperties: { type: 'string', enum: methodClasses },
} as const
