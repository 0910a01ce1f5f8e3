import type { LoadedRules } from '../config/rules-file.ts'
import { classificationOf } from '../model/methods/method-class.ts'
import type { Inquiry, UserList } from '../model/inquiry.ts'
import type { Question } from '../model/question.ts'
import type { SourceChoice } from '../model/source.ts'
import { type Configured, ruleFrom, type Situation } from '../rules/from-document.ts'
import { questionsOf } from '../rules/questions.ts'
import type { Rule } from '../rules/rule.ts'
import type { BaselineStore } from '../snapshots/baseline-store.ts'
import type { Judging } from './assess.ts'

/** What a gate is made of: documents, this moment and stack, and what the deployment says. */
export interface Setup extends Situation {
  readonly loaded: LoadedRules
  readonly baselines: BaselineStore
  /** What somebody says of sources, in place of the document. */
  readonly source?: SourceChoice | undefined
  /** Takes down users by name, where that was asked for. */
  readonly list?: UserList | undefined
  /** What else is to be read of the tenant than the rules ask for. */
  readonly further?: ((rules: readonly Rule[]) => readonly Question[]) | undefined
  /** What the policy configuration of this deployment says of a rule. */
  readonly configured?: ((index: number) => Configured | undefined) | undefined
}

/** Everything that is known before the tenant is asked: what is demanded of it here and now, and so what to ask. */
export interface Gate extends Judging {
  readonly inquiry: Inquiry
}

export function prepare({ loaded, now, stack, baselines, configured, ...asked }: Setup): Gate {
  const { document, origin: rulesOrigin, waivers, exclusions } = loaded
  const rules = document.rules.map((_, index) => ruleFrom(loaded, index, { now, stack }, configured?.(index)))
  const inquiry = {
    questions: questionsOf(rules, asked.further?.(rules)),
    maxAgeMs: leastAge(rules),
    source: asked.source ?? document.source,
    exclusions,
    list: asked.list,
    completeness: document.completeness,
    signIns: document.enforcement,
    adminsByFilter: document.adminsByFilter,
    classification: classificationOf(document),
  }
  return { rules, now, stack, rulesOrigin, waivers, baselines, exclusions, inquiry }
}

function leastAge(rules: readonly Rule[]): number {
  return Math.min(...rules.flatMap(({ enforcement, maxAge }) => (enforcement === 'disabled' ? [] : [maxAge])))
}
