import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { gateAnswers } from './outcome.ts'
import { enforcements, measures, severities } from './rule.ts'
import { classifiedMethods, unknownMethods } from './method-shapes.ts'
import { readingSchema, reason } from './reported-reading.ts'
import { day, moment, stack, text, amount as users } from './shapes.ts'
import { summarySchema } from './summary.ts'

const step = {
  type: 'object',
  required: ['from', 'minimumPercent'],
  properties: { from: day, minimumPercent: { type: 'number', minimum: 0, maximum: 100 } },
} as const

const ruleSchema = {
  description: 'The rule as this stack and this day see it.',
  type: 'object',
  required: ['id', 'description', 'measure', 'minimumPercent', 'enforcement', 'severity', 'onUndetermined'],
  properties: {
    id: text,
    description: text,
    measure: { type: 'string', enum: measures },
    segment: { ...text, description: 'Which users are judged.' },
    minimumPercent: {
      description: 'The ratio demanded, in percent.',
      type: 'number',
      minimum: 0,
      maximum: 100,
    },
    enforcement: { type: 'string', enum: enforcements },
    severity: { type: 'string', enum: severities },
    onUndetermined: { type: 'string', enum: ['fail', 'warn'] },
    methods: classifiedMethods,
    writtenAt: { ...text, description: 'The line that gave the minimum, as file:line.' },
    schedule: {
      description: 'The steps of a minimum that rises by date.',
      type: 'array',
      items: step,
    },
    nextStep: step,
  },
} as const

const waiverSchema = {
  type: 'object',
  required: ['rule', 'stack', 'reason', 'owner', 'ticket', 'created', 'expires'],
  properties: {
    rule: text,
    stack: text,
    reason: text,
    owner: text,
    ticket: text,
    created: day,
    expires: { ...day, description: 'The last day, inclusive.' },
    writtenAt: text,
  },
} as const

const verdictSchema = {
  type: 'object',
  required: ['rule', 'verdict', 'effect', 'waived', 'message', 'details', 'reading'],
  properties: {
    rule: ruleSchema,
    verdict: { type: 'string', enum: ['pass', 'violation', 'undetermined', 'not-applicable'] },
    effect: {
      description: 'What it does to the deployment or pipeline.',
      type: 'string',
      enum: ['none', 'warn', 'stop'],
    },
    waived: { type: 'boolean' },
    message: { ...text, description: 'The first sentence for people.' },
    details: { type: 'array', items: text },
    reading: readingSchema,
    count: {
      ...users,
      description: 'Users who have the measure; where some are not known, those who surely have it.',
    },
    possibly: {
      ...users,
      description:
        'The same, including users about whom this is not known; present where the number differs.',
    },
    unknown: unknownMethods,
    population: users,
    ratioPercent: {
      description:
        'count / population in percent, rounded towards zero; compare count and population instead.',
      type: 'number',
      minimum: 0,
      maximum: 100,
    },
    shortfall: { ...users, description: 'How many more users must have the measure.' },
    shortOfNextStep: users,
    reason,
    waiver: waiverSchema,
  },
} as const

/**
 * `check --format json`. The version rises when a member changes its meaning or goes; open, as a later gate may add
 * members.
 */
export const assessmentReportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-assessment'),
  title: 'entra-mfa-gate assessment',
  description: 'What was asked of the tenant, what was read, and every answer.',
  type: 'object',
  required: ['version', 'tool', 'judgedAt', 'outcome', 'rulesOrigin', 'stack', 'verdicts', 'waivers'],
  properties: {
    version: { const: 1 },
    tool: {
      type: 'object',
      required: ['name', 'version'],
      properties: { name: { const: 'entra-mfa-gate' }, version: text },
    },
    judgedAt: moment,
    outcome: {
      description:
        'What the gate does: `pass` lets the deployment go on; it also stands for warnings only and for nothing judged. summary.outcome tells them apart.',
      type: 'string',
      enum: gateAnswers,
    },
    summary: summarySchema,
    simulated: { const: true, description: 'Present if the embedded tenant, a stand-in, was read.' },
    rulesOrigin: text,
    stack: { description: 'Null where something is not known.', ...stack },
    verdicts: { type: 'array', items: verdictSchema },
    waivers: {
      description: 'Waivers that were used or that need attention.',
      type: 'array',
      items: {
        type: 'object',
        required: ['state', 'daysLeft', 'expiresSoon', 'waiver'],
        properties: {
          state: {
            type: 'string',
            enum: ['in-force', 'used', 'unused', 'expired', 'not-yet', 'stack-unknown', 'elsewhere'],
          },
          daysLeft: { type: 'integer' },
          expiresSoon: { type: 'boolean' },
          waiver: waiverSchema,
        },
      },
    },
  },
} as const

export type AssessmentReport = FromSchema<typeof assessmentReportSchema>
