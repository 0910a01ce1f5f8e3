import type { FromSchema } from 'json-schema-to-ts'

/** A recorded ratio as the baseline store keeps it. Open: a later version may add members. */
export const baselineSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:baseline:1',
  title: 'entra-mfa-gate recorded ratio',
  description: 'What a ratchet compares with.',
  type: 'object',
  required: ['version', 'tenantId', 'source', 'measure', 'segment', 'count', 'population', 'receivedAt'],
  properties: {
    version: { const: 1 },
    tenantId: { type: 'string', minLength: 1 },
    source: { type: 'string', minLength: 1 },
    measure: { type: 'string', minLength: 1 },
    segment: { type: 'string', minLength: 1 },
    exclusionsSha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    count: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    population: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    receivedAt: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$' },
  },
} as const

export type BaselineFile = FromSchema<typeof baselineSchema>
