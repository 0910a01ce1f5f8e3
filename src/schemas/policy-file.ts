import { publishedId } from './published-id.ts'

/**
 * A file for Pulumi's `--policy-pack-config`, of which a schema can say little: its members are named after policies.
 * What else must hold, `config/policy-file.ts` says.
 */
export const policyFileSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('policy-file'),
  type: 'object',
  additionalProperties: true,
} as const

export type PolicyFileText = Readonly<Record<string, unknown>>
