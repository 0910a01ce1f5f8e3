import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy'
import { tenantPolicyName } from '../src/rules/own-policies.ts'
import type { Violation } from './violations.ts'
import { guarded, rootStack } from './on-root-stack.ts'
import { isAzureProvider } from './provider-tenant.ts'

interface TenantPolicyParts {
  /** The rules have been asked: tells what this start has come to. */
  readonly conclude: (urn: string) => Promise<void>
  readonly compare: (provider: ResourceValidationArgs) => Promise<Violation | undefined>
}

/** Sees every provider before its first resource; all other resources but the root stack are none of its business. */
export function tenantPolicy({ conclude, compare }: TenantPolicyParts): ResourceValidationPolicy {
  const onStack = guarded(async ({ urn }) => {
    await conclude(urn)
    return undefined
  })
  const onProvider = guarded(compare)
  return {
    name: tenantPolicyName,
    description: 'Checks that everything is deployed to the tenant that was judged.',
    enforcementLevel: 'mandatory',
    severity: 'high',
    displayName: tenantPolicyName,
    validateResource: async (args: ResourceValidationArgs, report: ReportViolation) => {
      if (args.type === rootStack) await onStack(args, report)
      else if (isAzureProvider(args.type)) await onProvider(args, report)
      else args.notApplicable('Policy only applies to the stack and to providers of Azure')
    },
  }
}
