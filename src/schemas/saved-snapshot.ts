import type { FromSchema } from 'json-schema-to-ts'
import { measures } from './rule.ts'

const users = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const
const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const

/** What `mfa-gate snapshot` writes. Closed: a gate must not pass over what it does not know. */
export const savedSnapshotSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:saved-snapshot:1',
  title: 'entra-mfa-gate snapshot',
  description:
    'The MFA registration counts of one Microsoft Entra tenant at one moment, so that a pipeline reads the tenant once.',
  type: 'object',
  additionalProperties: false,
  required: ['about', 'kind', 'version', 'savedBy', 'snapshot', 'sha256'],
  properties: {
    about: { description: 'What this file is, for whoever finds it.', type: 'string' },
    kind: { const: 'entra-mfa-gate snapshot' },
    version: { const: 1 },
    savedBy: { type: 'string', minLength: 1 },
    snapshot: {
      type: 'object',
      additionalProperties: false,
      required: ['tenantId', 'population', 'counts', 'provenance'],
      properties: {
        tenantId: { type: 'string', minLength: 1 },
        population: users,
        counts: {
          description: 'Users by measure.',
          type: 'object',
          additionalProperties: false,
          properties: Object.fromEntries(measures.map((measure) => [measure, users])) as Record<
            (typeof measures)[number],
            typeof users
          >,
        },
        provenance: {
          type: 'object',
          additionalProperties: false,
          required: ['source', 'endpoint', 'receivedAt', 'bodySha256', 'simulated'],
          properties: {
            source: { type: 'string', enum: ['registrationCounts'] },
            endpoint: { type: 'string', pattern: '^https://' },
            requestId: { type: 'string' },
            receivedAt: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$' },
            bodySha256: digest,
            simulated: { type: 'boolean' },
          },
        },
      },
    },
    sha256: {
      ...digest,
      description: 'SHA-256 of everything but this member, as canonical JSON (RFC 8785).',
    },
  },
} as const

export type SavedSnapshot = FromSchema<typeof savedSnapshotSchema>
