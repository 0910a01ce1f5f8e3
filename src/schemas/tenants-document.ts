import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'

const guid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'

/** Where a secret is found; a document that is kept beside code never holds one itself. */
function from(what: string) {
  return {
    description: `${what}: the name of the environment variable that holds it, or the path of the file, relative to this document. Never the value itself.`,
    type: 'object',
    additionalProperties: false,
    properties: {
      env: {
        description: 'The name of an environment variable, in capitals, such as CONTOSO_SECRET.',
        type: 'string',
        pattern: '^[A-Z_][A-Z0-9_]{1,127}$',
      },
      file: {
        description: 'The path of a file, relative to this document.',
        type: 'string',
        minLength: 1,
        maxLength: 1_000,
      },
    },
  } as const
}

const tenantCredentialSchema = {
  description:
    'How to sign in to this tenant, where that differs from what the environment says. Without it: as the environment says, in this tenant.',
  type: 'object',
  additionalProperties: false,
  required: ['clientId'],
  properties: {
    clientId: {
      description:
        'The app that signs in, as a GUID. Alone: this app, with whatever proof the environment has (OIDC of the pipeline, managed identity).',
      type: 'string',
      pattern: guid,
    },
    secretFrom: from('The client secret'),
    certificateFrom: from('The certificate with its private key, PEM or PFX; a variable holds its path'),
    certificatePasswordFrom: from('The password of the certificate'),
    federatedTokenFrom: from('A token of a workload identity that the app trusts'),
  },
} as const

const tenantEntrySchema = {
  description: 'One tenant.',
  type: 'object',
  additionalProperties: false,
  required: ['tenant'],
  properties: {
    tenant: {
      description:
        'Its id (a GUID), or one of its domains. With the id, a token of any other tenant is refused; a domain stands for the tenant that the login finds by it.',
      type: 'string',
      maxLength: 253,
      pattern: '^[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]$',
      examples: ['contoso.onmicrosoft.com'],
    },
    name: {
      description: 'What people call it. Kept in the history and shown in every report.',
      type: 'string',
      minLength: 1,
      maxLength: 100,
      pattern: '^[^\\u0000-\\u001f\\u007f]+$',
    },
    cloud: {
      description: "Microsoft's cloud that it lives in. Without it: as the environment says, else public.",
      type: 'string',
      enum: ['public', 'usgovernment', 'dod', 'china'],
    },
    credential: tenantCredentialSchema,
    rules: {
      description: 'Path of its rules document, relative to this one. Without it: the one of the audit.',
      type: 'string',
      minLength: 1,
      maxLength: 1_000,
    },
    tags: {
      description: 'Words to sort and filter by, such as region: eu. Kept in the history.',
      type: 'object',
      maxProperties: 20,
      additionalProperties: { type: 'string', maxLength: 200 },
    },
  },
} as const

/** The list of tenants that one audit goes through, `mfa-tenants.yaml` or `.json`. Closed: a misspelt key is an error. */
export const tenantsDocumentSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-tenants'),
  title: 'entra-mfa-gate tenants document',
  description: 'The Microsoft Entra tenants that one audit goes through.',
  type: 'object',
  additionalProperties: false,
  required: ['tenants'],
  properties: {
    $schema: { description: 'Where an editor finds this schema.', type: 'string' },
    tenants: {
      description: 'The tenants, each audited by itself.',
      type: 'array',
      minItems: 1,
      maxItems: 5_000,
      items: tenantEntrySchema,
    },
  },
} as const

export type TenantsDocument = FromSchema<typeof tenantsDocumentSchema>
export type TenantEntry = TenantsDocument['tenants'][number]
export type CredentialEntry = NonNullable<TenantEntry['credential']>
export type SecretFrom = NonNullable<CredentialEntry['secretFrom']>
