import { settingsRuleId } from './unreadable-rules.ts'

/** The pack's own policy, the last of its list, which compares the tenants of providers: no rule may have its name. */
export const tenantPolicyName = 'mfa-gate-tenant'

/** Policies of the pack that are no rules: mandatory, without settings, and nobody waives them. */
export const ownPolicies = [tenantPolicyName, settingsRuleId] as const
