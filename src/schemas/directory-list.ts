import type { FromSchema } from 'json-schema-to-ts'

/**
 * A page of a list of the directory: users of a group, accounts, assignments of roles. Open, and no member of an entry required: what must be there
 * depends on what was asked for, so the reader looks.
 */
export const directoryListSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:graph-directory-list:1',
  type: 'object',
  properties: {
    '@odata.nextLink': { type: 'string' },
    value: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          userType: { type: ['string', 'null'] },
          createdDateTime: { type: ['string', 'null'] },
          employeeHireDate: { type: ['string', 'null'] },
          assignedLicenses: { type: ['array', 'null'] },
          principal: {
            type: ['object', 'null'],
            properties: { id: { type: 'string' }, '@odata.type': { type: 'string' } },
          },
        },
      },
    },
  },
} as const

export type DirectoryListPage = FromSchema<typeof directoryListSchema>
export type DirectoryEntry = NonNullable<DirectoryListPage['value']>[number]
