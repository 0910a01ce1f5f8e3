import type { FromSchema } from 'json-schema-to-ts'

const flag = { type: 'boolean' } as const

/**
 * A page of `reports/authenticationMethods/userRegistrationDetails`. Open, and no member required: what a row must
 * have depends on what was asked for, so the reader counts the rows that lack it.
 */
export const registrationDetailsSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-registration-details:1',
  type: 'object',
  properties: {
    '@odata.nextLink': { type: 'string' },
    value: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          userPrincipalName: { type: ['string', 'null'] },
          userDisplayName: { type: ['string', 'null'] },
          userType: { type: ['string', 'null'] },
          isAdmin: { type: ['boolean', 'null'] },
          isMfaRegistered: flag,
          isMfaCapable: flag,
          isPasswordlessCapable: flag,
          isSsprRegistered: flag,
          isSsprEnabled: flag,
          isSsprCapable: flag,
          // Anything: what is no list of names leaves open what the user has.
          methodsRegistered: {},
        },
      },
    },
  },
} as const

export type RegistrationDetailsPage = FromSchema<typeof registrationDetailsSchema>
export type RegistrationDetailsRow = NonNullable<RegistrationDetailsPage['value']>[number]
