import type { FromSchema } from 'json-schema-to-ts'
import { int64 } from './int64.ts'

/** The answer of `reports/authenticationMethods/usersRegisteredByFeature`: one object, open. */
export const featureSummarySchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-feature-summary:1',
  type: 'object',
  required: ['totalUserCount', 'userRegistrationFeatureCounts'],
  properties: {
    totalUserCount: int64,
    userTypes: { type: ['string', 'null'] },
    userRoles: { type: ['string', 'null'] },
    userRegistrationFeatureCounts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['feature', 'userCount'],
        properties: { feature: { type: 'string' }, userCount: int64 },
      },
    },
  },
} as const

export type FeatureSummaryBody = FromSchema<typeof featureSummarySchema>
