import { conditionSettings } from './rule-conditions.ts'
import { ruleSettings } from './rule.ts'

/** Name of the guard, of its Pulumi policy, and of what a waiver or an entry of `stacks:` calls it. */
export const lockoutGuard = 'ca-lockout-guard'

/** What both the rules document and Pulumi's policy configuration can say of a guard. */
export const guardSettings = {
  minimum: {
    ...ruleSettings.minimum,
    description:
      'The share of the users from whom a policy would demand MFA that must be able to comply: a number from 0 to 1, a percentage such as "100%", or a ramp as in a rule.',
    examples: ['100%', '99.5%'],
  },
  maxAge: conditionSettings.maxAge,
  severity: ruleSettings.severity,
  onUndetermined: {
    ...ruleSettings.onUndetermined,
    description:
      'What happens when it cannot be determined from whom a policy would demand MFA, or who of them could comply. fail: it stops the deployment like a rule below the minimum, the default. warn: a warning, the deployment goes on.',
  },
} as const
