import type { LoadedRules } from '../config/rules-file.ts'
import { type Configured, ruleOf } from '../rules/from-document.ts'
import { guardIn } from '../rules/guards/guard-entry.ts'
import type { Rule } from '../rules/rule.ts'
import { lockoutGuard } from '../schemas/guard-settings.ts'
import type { GuardEntry } from '../schemas/rules-document.ts'
import type { Gate } from './prepare.ts'

/** The guard as this stack, this moment and this deployment's policy configuration see it. */
export interface Guard {
  readonly rule: Rule
  readonly entry: GuardEntry
}

/** Undefined where the document has none. */
export function guardOf(
  loaded: LoadedRules,
  situation: Pick<Gate, 'now' | 'stack'>,
  configured?: Configured,
): Guard | undefined {
  const documented = guardIn(loaded.document)
  const entry = loaded.document.guards?.[lockoutGuard]
  if (documented === undefined || entry === undefined) return undefined
  return { rule: ruleOf(documented, loaded, situation, configured), entry }
}
