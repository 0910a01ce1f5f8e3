import type { FromSchema } from 'json-schema-to-ts'
import { digest, stack, textOrNull } from './shapes.ts'
import { sourceSchema } from './source.ts'

/** What workers are told of an audit that is distributed: what it asks of whom, never how to sign in. */
export const auditCharterSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:entra-mfa-gate:audit-charter:1',
  type: 'object',
  additionalProperties: false,
  required: ['format', 'version', 'plan', 'tenants', 'rules', 'source', 'stack', 'cloud', 'files'],
  properties: {
    format: { const: 1 },
    version: { description: 'Of the gate that began it.', type: 'string' },
    plan: { description: 'The digest of the tenants and of what they are asked.', ...digest },
    tenants: { description: 'The path of the tenants document.', type: 'string' },
    rules: { description: 'The path of the rules document; null: the built-in rules.', ...textOrNull },
    source: { oneOf: [sourceSchema, { type: 'null' }] },
    stack: { ...stack, additionalProperties: false },
    cloud: {
      description: 'Of tenants that name none.',
      type: 'string',
      enum: ['public', 'usgovernment', 'dod', 'china'],
    },
    files: {
      description: 'The digest of every document, by its path relative to where the audit was started.',
      type: 'object',
      additionalProperties: digest,
    },
  },
} as const

export type AuditCharter = FromSchema<typeof auditCharterSchema>
