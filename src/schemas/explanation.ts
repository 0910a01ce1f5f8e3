import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { strengths } from './method-class.ts'
import { enforcements, measures } from './rule.ts'
import { segmentName } from './segment.ts'
import { day, moment, text, amount as users, tool } from './shapes.ts'

const target = {
  description: 'A minimum that is or will be demanded.',
  type: 'object',
  additionalProperties: false,
  required: ['minimumPercent', 'from', 'final', 'missing', 'arrival', 'day'],
  properties: {
    minimumPercent: { type: 'number', minimum: 0, maximum: 100 },
    from: { ...day, type: ['string', 'null'], description: 'Its first day; null for the one in force.' },
    final: { type: 'boolean', description: 'Whether it is the last one.' },
    missing: { ...users, description: 'How many more users of today must have the measure.' },
    arrival: {
      description:
        'met: it is reached already. on: it is reached on that day at the present trend. never: the missing users do not become fewer. beyond: not within five years. unknown: the history is too short, or there is none.',
      type: 'string',
      enum: ['met', 'on', 'never', 'beyond', 'unknown'],
    },
    day: {
      ...day,
      type: ['string', 'null'],
      description:
        'For on: the day it is reached. For met: the day on which a falling trend would be below it. Else null.',
    },
  },
} as const

const trend = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: ['known', 'too-short', 'no-history'] },
    countPerDay: { type: 'number' },
    populationPerDay: { type: 'number' },
    points: { ...users, description: 'Days with a count.' },
    days: { ...users, description: 'From the first of them to the last.' },
    neededPoints: users,
    neededDays: users,
  },
} as const

const outlook = {
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'measure', 'segment', 'enforcement', 'kind'],
  properties: {
    rule: text,
    measure: { type: 'string', enum: measures },
    segment: segmentName,
    enforcement: { type: 'string', enum: enforcements },
    kind: {
      description:
        'counted: there are numbers. empty: the segment has no users. not-asked: the rule is disabled.',
      type: 'string',
      enum: ['counted', 'empty', 'undetermined', 'not-asked'],
    },
    reason: {
      type: 'object',
      additionalProperties: false,
      required: ['code', 'what', 'todo'],
      properties: { code: text, what: text, todo: text },
    },
    count: users,
    population: users,
    fallen: {
      ...users,
      description:
        'How many more users must have the measure to make up for a fall that noDropMoreThan forbids.',
    },
    targets: { type: 'array', items: target },
    bySegment: {
      description: 'Users who lack the measure, where the segments were read.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['segment', 'lacking', 'population'],
        properties: { segment: segmentName, lacking: users, population: users },
      },
    },
    trend,
  },
} as const

const methods = {
  description:
    'Users of each segment by their strongest known method, with --methods where they could be read; docs/methods.md.',
  type: 'array',
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['segment', 'population', ...strengths, 'unclassified'],
    properties: {
      segment: segmentName,
      population: users,
      deviceBound: users,
      synced: users,
      otherMfa: users,
      phone: users,
      none: users,
      unclassified: { ...users, description: 'How many of these have a method that is not classified.' },
    },
  },
} as const

/** `mfa-gate explain --format json`. */
export const explanationSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-explanation'),
  title: 'entra-mfa-gate explanation',
  description:
    'For each rule: how many users are missing, now and at later steps, and by when they may have registered.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'tool', 'judgedAt', 'tenantId', 'simulated', 'assumption', 'rules'],
  properties: {
    version: { const: 1 },
    tool,
    judgedAt: moment,
    tenantId: { ...text, type: ['string', 'null'] },
    simulated: { type: 'boolean', description: 'True when the embedded tenant, a stand-in, was read.' },
    assumption: { ...text, description: 'What the dates rest on.' },
    rules: { type: 'array', items: outlook },
    methods,
  },
} as const

export type Explanation = FromSchema<typeof explanationSchema>
