import type { FromSchema } from 'json-schema-to-ts'
import { int64 } from './int64.ts'

/**
 * The answer of `reports/getCredentialUserRegistrationCount`. Open, since Graph may add members. Members that
 * Microsoft's own samples leave out are optional here; the reader decides what their absence means.
 */
export const registrationCountsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-registration-counts:1',
  type: 'object',
  required: ['value'],
  properties: {
    error: { type: 'object' },
    value: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          totalUserCount: int64,
          userRegistrationCounts: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                registrationStatus: { type: 'string' },
                registrationCount: int64,
              },
            },
          },
        },
      },
    },
  },
} as const

export type RegistrationCountsBody = FromSchema<typeof registrationCountsSchema>
export type RegistrationCountsEntry = RegistrationCountsBody['value'][number]
