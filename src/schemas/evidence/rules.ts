import { publishedId } from '../published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { exclusionKinds } from '../exclusions.ts'
import { waiverSchema } from '../waiver.ts'
import { amount, digest } from '../shapes.ts'
import { text, textOrNull } from './shapes.ts'

/** `rules.json` of an evidence bundle. Closed: a verifier must know all of it. */
export const evidenceRulesSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-evidence-rules'),
  title: 'entra-mfa-gate evidence rules',
  description: 'The rules and waivers in force, with the number of excluded persons in place of their names.',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'version', 'document', 'waivers', 'warnDays', 'exclusions', 'lines'],
  properties: {
    kind: { const: 'entra-mfa-gate evidence rules' },
    version: { const: 1 },
    document: {
      description:
        'The rules document without its waivers and exclusions; as mfa-rules.schema.json describes it.',
      type: 'object',
    },
    waivers: {
      description: 'All waivers, of the document and of the file it names.',
      type: 'array',
      maxItems: 1_000,
      items: {
        ...waiverSchema,
        properties: { ...waiverSchema.properties, writtenAt: { ...text, description: 'As file:line.' } },
      },
    },
    warnDays: { ...amount, description: 'Days before its end from which a waiver is expiring soon.' },
    exclusions: {
      description: 'Who was left out of the counts, without names; null when nobody was.',
      type: ['object', 'null'],
      additionalProperties: false,
      required: ['sha256', 'accountsSha256', 'maxExcluded', 'accounts'],
      properties: {
        sha256: {
          ...digest,
          description: 'Digest of the exclusions with their names, the same as in the snapshot.',
        },
        accountsSha256: {
          ...digest,
          description:
            'Digest of the names only, independent of their order and of maxExcluded; only ratios with the same digest are compared.',
        },
        maxExcluded: { ...textOrNull },
        accounts: {
          type: 'array',
          maxItems: 100,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['kind', 'reason', 'named'],
            properties: {
              kind: { type: 'string', enum: exclusionKinds },
              reason: text,
              named: {
                type: ['integer', 'null'],
                minimum: 0,
                description: 'How many accounts it names; null where it names none but describes them.',
              },
            },
          },
        },
      },
    },
    lines: {
      description: 'The lines of the values in the rules document, by JSON path, as file:line.',
      type: 'object',
      additionalProperties: text,
    },
  },
} as const

export type EvidenceRules = FromSchema<typeof evidenceRulesSchema>
