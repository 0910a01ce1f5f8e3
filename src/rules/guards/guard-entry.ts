import { guardSettings, lockoutGuard } from '../../schemas/guard-settings.ts'
import type { PolicyConfig } from '../../schemas/policy-config.ts'
import type { RuleEntry, RulesDocument } from '../../schemas/rules-document.ts'
import type { Documented } from '../from-document.ts'

/** The guard in the shape of a rule, of which each policy in a plan says measure and segment; undefined: it is off. */
export function guardIn({ guards }: Pick<RulesDocument, 'guards'>): Documented | undefined {
  const guard = guards?.[lockoutGuard]
  if (guard === undefined) return undefined
  const { strengths: _, exclusions: __, ...settings } = guard
  const entry: RuleEntry = {
    id: lockoutGuard,
    measure: 'mfaRegistered',
    // Of a policy for nobody nobody is locked out.
    onEmpty: 'pass',
    description:
      'Checks that users from whom a Conditional Access policy would demand MFA, or a stronger method, have registered it.',
    ...settings,
  }
  return { entry, path: ['guards', lockoutGuard] }
}

/** What is said for all policies and is nothing to a guard is meant for the rules. */
export function guardPart(config: Readonly<Record<string, unknown>>): PolicyConfig {
  return Object.fromEntries(Object.entries(config).filter(([key]) => key in guardSettings))
}

/** Whatever a waiver, an entry of `stacks:` or policy configuration may name. */
export function rulesAndGuard(document: Pick<RulesDocument, 'rules' | 'guards'>): readonly RuleEntry[] {
  const guard = guardIn(document)
  return guard === undefined ? document.rules : [...document.rules, guard.entry]
}
