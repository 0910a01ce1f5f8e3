import type { FromSchema } from 'json-schema-to-ts'

/**
 * The claims of an access token for Microsoft Graph that the gate looks at. `roles` holds application permissions,
 * `scp` delegated ones, separated by spaces.
 */
export const tokenClaimsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:token-claims:1',
  type: 'object',
  required: ['tid', 'aud'],
  properties: {
    tid: { type: 'string', format: 'uuid' },
    aud: { type: 'string' },
    appid: { type: 'string' },
    oid: { type: 'string' },
    roles: { type: 'array', items: { type: 'string' } },
    scp: { type: 'string' },
  },
} as const

export type TokenClaims = FromSchema<typeof tokenClaimsSchema>
