import { datePattern } from './date.ts'

const minimumSchema = {
  description:
    'The ratio of users that must have the measure: a number from 0 to 1, or a percentage such as "95%". At most 6 decimals of a percent.',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1,
  pattern: '^[0-9]{1,3}(\\.[0-9]{1,6})? ?%$',
  examples: ['95%', 0.95],
} as const

const stepSchema = {
  description: 'One step of a ramp: what is required from a day on, until the next step.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'minimum'],
  properties: {
    from: {
      description: 'First day of the step, as year-month-day; it begins at 00:00 UTC.',
      type: 'string',
      pattern: datePattern,
      examples: ['2027-01-01'],
    },
    minimum: minimumSchema,
  },
} as const

/** `minimum` as one ratio for ever, or as a ramp. One schema of several types, as its errors stay readable. */
export const minimumOrScheduleSchema = {
  ...minimumSchema,
  description:
    'The ratio of users that must have the measure: a number from 0 to 1, or a percentage such as "95%" (at most 6 decimals of a percent). Or a ramp: a list of steps in the order of their days, each with "from" and "minimum"; the last step that has begun (UTC) is in force. The first step must have begun, or nothing can be judged.',
  type: ['number', 'string', 'array'],
  minItems: 1,
  maxItems: 50,
  items: stepSchema,
  examples: ['95%', 0.95, [{ from: '2026-01-01', minimum: '70%' }]],
} as const
