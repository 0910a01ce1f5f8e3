export const minimumSchema = {
  description:
    'The ratio of users that must have the measure: a number from 0 to 1, or a percentage such as "95%". At most 6 decimals of a percent.',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1,
  pattern: '^[0-9]{1,3}(\\.[0-9]{1,6})? ?%$',
  examples: ['95%', 0.95],
} as const
