import type { ResourceValidationPolicy } from '@pulumi/policy'
import { type LoadedRules, loadRules } from '../src/config/rules-file.ts'
import type { Enforcement } from '../src/rules/rule.ts'
import { lockoutGuard } from '../src/schemas/guard-settings.ts'
import type { RulesInput } from '../src/schemas/rules-document.ts'
import { onlySeen, seeAnalysis } from './seen-analysis.ts'
import { startPack } from './start.ts'

export type { RulesInput } from '../src/schemas/rules-document.ts'

export interface MfaPolicies {
  /**
   * The rules, or the path of a rules document that counts from the pack's directory; else what `MFA_GATE_RULES` names,
   * else the built-in rules. Whoever deploys cannot bring others where they are given here.
   */
  readonly rules?: RulesInput | string
  /** Patterns `organization/project/stack` of the stacks that the rules are for; without it every one. */
  readonly stacks?: readonly string[]
  /** Of rules that do not say it themselves; mandatory unless given. */
  readonly enforcementLevel?: Enforcement
}

/**
 * The policies of the gate, for a pack with others beside them: one for each rule, and `mfa-gate-tenant`. They are
 * made once in a process; what is wrong with rules or settings becomes a violation that says so.
 * @throws Error when they have been made already
 */
export function mfaPolicies(options: MfaPolicies = {}): ResourceValidationPolicy[] {
  if (made) throw new Error('mfaPolicies() was called twice: put all rules into one document')
  made = true
  const { rules, stacks: only, enforcementLevel } = options
  seeAnalysis()
  const { policies } = startPack({
    environment: process.env,
    brings: rules === undefined ? undefined : { todo: 'leave the rules out of mfaPolicies()' },
    load: ({ rulesFile }, directory) => withLevel(loadRules(rules ?? rulesFile, directory), enforcementLevel),
    shared: true,
    ...(only === undefined ? {} : { only }),
  })
  return policies.map(onlySeen)
}

let made = false

function withLevel(loaded: LoadedRules, level: Enforcement | undefined): LoadedRules {
  if (level === undefined) return loaded
  const rules = loaded.document.rules.map((rule) => ({ enforcement: level, ...rule }))
  const { guards } = loaded.document
  const guard = guards?.[lockoutGuard]
  const leveled = guard && { guards: { ...guards, [lockoutGuard]: { enforcement: level, ...guard } } }
  return { ...loaded, document: { ...loaded.document, rules, ...leveled } }
}
