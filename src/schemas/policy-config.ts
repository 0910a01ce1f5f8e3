import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { ruleSettings } from './rule.ts'

/**
 * What `--policy-pack-config` may say of one policy, besides Pulumi's own `enforcementLevel`.
 * Pulumi itself ignores keys it does not know, so the pack checks against this closed schema again.
 */
export const policyConfigSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('policy-config'),
  title: 'entra-mfa-gate policy configuration',
  description: 'Overrides one rule of the rules document for one deployment.',
  type: 'object',
  additionalProperties: false,
  properties: ruleSettings,
} as const

export type PolicyConfig = FromSchema<typeof policyConfigSchema>
