import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { datePattern } from './date.ts'
import { stackPatternSchema } from './stack-override.ts'

const words = { type: 'string', minLength: 1, maxLength: 500, pattern: '\\S' } as const

export const waiverSchema = {
  description:
    'It accepts for a time, with a reason and an owner, that one rule is below the minimum on some stacks. The rule is shown as waived; the deployment goes on.',
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'stack', 'reason', 'owner', 'ticket', 'created', 'expires'],
  properties: {
    rule: { description: 'Id of the rule that is waived.', type: 'string', minLength: 1 },
    stack: stackPatternSchema,
    reason: { ...words, description: 'Why this is accepted for now; shown with the answer.' },
    owner: {
      ...words,
      description: 'Who answers for it: a person or a team.',
      examples: ['platform@acme.example'],
    },
    ticket: { ...words, description: 'Where the work is tracked.', examples: ['SEC-123'] },
    created: {
      description: 'First day of the waiver, as year-month-day, from 00:00 UTC.',
      type: 'string',
      pattern: datePattern,
    },
    expires: {
      description: 'Last day of the waiver, as year-month-day, inclusive: until 24:00 UTC.',
      type: 'string',
      pattern: datePattern,
    },
    covers: {
      description:
        'What is waived. "violation" unless given; "undetermined" also lets a deployment go on although the ratio could not be determined.',
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { description: 'One kind of verdict.', type: 'string', enum: ['violation', 'undetermined'] },
    },
  },
} as const

export const waiversSchema = {
  description: 'Waivers, reviewed like everything else in this file.',
  type: 'array',
  maxItems: 500,
  items: waiverSchema,
} as const

/** The limits stand in the rules document, also for waivers in a file of their own. */
export const waiverLimitsSchema = {
  description: 'Limits on every waiver, inline or in the file.',
  type: 'object',
  additionalProperties: false,
  properties: {
    maxDays: {
      description: 'The most days a waiver may last, first and last day included. No limit unless given.',
      type: 'integer',
      minimum: 1,
      maximum: 3660,
      examples: [90],
    },
    warnDays: {
      description: 'How many days before its end a waiver is listed as expiring soon. 14 unless given.',
      type: 'integer',
      minimum: 0,
      maximum: 366,
      examples: [14],
    },
  },
} as const

/** A file of its own for waivers, `mfa-waivers.yaml` or `.json`. Closed: a misspelt key is an error. */
export const waiversDocumentSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-waivers'),
  title: 'entra-mfa-gate waivers',
  description: 'Waivers in a file of their own, named by "waiversFile" of a rules document.',
  type: 'object',
  additionalProperties: false,
  required: ['waivers'],
  properties: {
    $schema: { description: 'Where an editor finds this schema.', type: 'string' },
    waivers: waiversSchema,
  },
} as const

export type WaiverEntry = FromSchema<typeof waiverSchema>
export type WaiverLimits = FromSchema<typeof waiverLimitsSchema>
export type WaiversDocument = FromSchema<typeof waiversDocumentSchema>
