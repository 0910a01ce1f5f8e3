import type { ResourceValidationPolicy } from '@pulumi/policy'
import { onRootStack } from './on-root-stack.ts'

/** The pack's own policy, the last of the list: no rule may have its name. */
export const tenantPolicyName = 'mfa-gate-tenant'

/** Is asked after the rules, so that it can tell what this start has come to. */
export function tenantPolicy(conclude: (urn: string) => Promise<void>): ResourceValidationPolicy {
  return {
    name: tenantPolicyName,
    description: 'Checks that everything is deployed to the tenant that was judged.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    displayName: tenantPolicyName,
    validateResource: onRootStack(async ({ urn }) => {
      await conclude(urn)
      return undefined
    }),
  }
}
