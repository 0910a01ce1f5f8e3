import type { FromSchema } from 'json-schema-to-ts'
import { publishedId } from './published-id.ts'

/** Pulumi's words; `remediate` counts as mandatory, as nothing here remediates. */
const setLevels = ['advisory', 'mandatory', 'remediate', 'disabled'] as const
export type SetLevel = (typeof setLevels)[number]

const level = { enum: setLevels } as const

/** What is said of one policy: of ours `config/policy-file.ts` checks the settings, by the name of the policy. */
const entry = {
  description: `A level (${setLevels.join(', ')}), or a mapping with one and settings.`,
  anyOf: [
    { type: 'string', ...level },
    { type: 'object', properties: { enforcementLevel: level }, additionalProperties: true },
  ],
} as const

const environments = { type: 'array', items: { type: 'string' } } as const
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } as const

const first = {
  type: 'object',
  properties: { version: { const: 1 }, environments },
  additionalProperties: entry,
} as const

/** Closed, as nobody can tell what an unknown key lets through. */
const second = {
  type: 'object',
  required: ['version'],
  additionalProperties: false,
  properties: {
    version: { const: 2 },
    policies: { type: 'object', additionalProperties: entry },
    exceptions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['reason', 'match'],
        additionalProperties: false,
        properties: {
          reason: { description: 'Why this is let through.', type: 'string', pattern: '\\S' },
          match: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['policies', 'targets'],
              additionalProperties: false,
              properties: { policies: words, targets: words },
            },
          },
        },
      },
    },
    environments,
  },
} as const

/** A file for Pulumi's `--policy-pack-config`. Without a version it is the first, whose members are named after policies. */
export const policyFileSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('policy-file'),
  type: 'object',
  properties: { version: { enum: [1, 2] } },
  if: { required: ['version'], properties: { version: { const: 2 } } },
  then: second,
  else: { if: { properties: { version: { const: 1 } } }, then: first },
} as const

export type PolicyEntry = FromSchema<typeof entry>
export type PolicyFileText = FromSchema<typeof first> | FromSchema<typeof second>
