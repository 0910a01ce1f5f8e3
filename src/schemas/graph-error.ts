import type { FromSchema } from 'json-schema-to-ts'

/** The error body that Microsoft Graph documents; only `code` may be branched on, never `message`. */
export const graphErrorSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-error:1',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string' } },
    },
  },
} as const

export type GraphErrorBody = FromSchema<typeof graphErrorSchema>
