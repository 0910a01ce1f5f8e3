/** What a rule may demand or excuse besides its minimum. */
export const conditionSettings = {
  warnDays: {
    description:
      'How many days before the next step of a ramp to warn, when the numbers of today would not reach it. 30 unless given; 0 never warns.',
    type: 'integer',
    minimum: 0,
    maximum: 366,
    examples: [30],
  },
  noDropMoreThan: {
    description:
      'Ratchet: by how many percentage points the ratio may fall below the best one recorded of the same tenant, source, measure, segment and exclusions, such as "2%"; "0%" allows no drop. Needs a baseline store (MFA_GATE_BASELINES or --baselines); without a record the rule says so and judges its minimum alone.',
    type: 'string',
    pattern: '^[0-9]{1,3}(\\.[0-9]{1,6})? ?%$',
    examples: ['2%'],
  },
  minPopulation: {
    description:
      'The smallest population that counts: with fewer users the answer is could not determine. No limit unless given.',
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    examples: [50],
  },
  maxAge: {
    description:
      'The greatest age of numbers that were not fetched just now, such as "90m", "24h" or "7d"; with older ones the answer is could not determine. 24h unless given.',
    type: 'string',
    pattern: '^[1-9][0-9]{0,4}(m|h|d)$',
    examples: ['24h'],
  },
} as const

export const waivableSchema = {
  description: 'false: no waiver may name this rule; one that does is an error. true unless given.',
  type: 'boolean',
} as const

export const lockedSchema = {
  description:
    'true: policy configuration and "stacks:" may only tighten this rule; what would loosen it is an error. Unless given: what the document says, else true where waivable is false.',
  type: 'boolean',
} as const
