import { lockProblems } from '../src/config/lock-problems.ts'
import type { LoadedRules } from '../src/config/rules-file.ts'
import { lockOf } from '../src/rules/lock.ts'
import { rulesAndGuard } from '../src/rules/guards/guard-entry.ts'
import { tenantPolicyName } from '../src/rules/own-policies.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import { announcedLevel } from './announced-level.ts'
import { chosenLevel, type PolicyOverride } from './override.ts'

/** What the configuration may not say, because the document locks the rule. */
export function loosening(
  given: ReadonlyMap<string, PolicyOverride>,
  document: LoadedRules['document'],
): readonly string[] {
  const entries = rulesAndGuard(document)
  const locked = entries.find((entry) => lockOf(entry, document) !== undefined)
  const own = levelOfOwn(given)
  const tenants =
    locked === undefined || own === undefined || own === 'mandatory'
      ? []
      : [
          `the rule ${locked.id} is locked, so the policy ${tenantPolicyName} stays mandatory; leave its level out`,
        ]
  const rules = entries.flatMap((entry) => {
    const override = given.get(entry.id)
    if (override === undefined) return []
    const enforcement = chosenLevel(override, announcedLevel(entry, document))
    return lockProblems(entry, { ...override.config, enforcement }, document).map(({ sentence }) => sentence)
  })
  return [...rules, ...tenants]
}

/** The level that somebody gave the pack's own policy. */
export function levelOfOwn(overrides: ReadonlyMap<string, PolicyOverride>): Enforcement | undefined {
  const override = overrides.get(tenantPolicyName)
  return override && chosenLevel(override, 'mandatory')
}
