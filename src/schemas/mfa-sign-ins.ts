import type { FromSchema } from 'json-schema-to-ts'
import { int64 } from './int64.ts'

/** The answer of `reports/authenticationMethods/userMfaSignInSummary`: an entry a day, open. */
export const mfaSignInsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-mfa-sign-ins:1',
  type: 'object',
  required: ['value'],
  properties: {
    value: {
      type: 'array',
      items: {
        type: 'object',
        required: ['createdDateTime', 'totalSignIns', 'singleFactorSignIns', 'multiFactorSignIns'],
        properties: {
          createdDateTime: { type: 'string' },
          totalSignIns: int64,
          singleFactorSignIns: int64,
          multiFactorSignIns: int64,
        },
      },
    },
  },
} as const

export type MfaSignInsBody = FromSchema<typeof mfaSignInsSchema>
