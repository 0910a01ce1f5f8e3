import type { Enforcement } from '../src/rules/rule.ts'
import type { PolicyConfig } from '../src/schemas/policy-config.ts'

/** What one deployment's configuration says of one policy. */
export interface PolicyOverride {
  readonly level: Enforcement
  readonly config: PolicyConfig
}
