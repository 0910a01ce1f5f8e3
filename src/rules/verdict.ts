import type { Count } from '../posture/count.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { Rule } from './rule.ts'

/** One rule's answer. */
export type Verdict =
  | { readonly kind: 'pass'; readonly rule: Rule; readonly count: Count; readonly population: Count }
  | {
      readonly kind: 'violation'
      readonly rule: Rule
      readonly count: Count
      readonly population: Count
      /** How many more users must have the measure, at least 1; 0 when nobody is in the segment. */
      readonly shortfall: number
    }
  | { readonly kind: 'undetermined'; readonly rule: Rule; readonly reason: Undetermined }
  | { readonly kind: 'not-applicable'; readonly rule: Rule; readonly because: 'disabled' }

/** What a verdict does to the deployment or the pipeline. */
export type Effect = 'none' | 'warn' | 'stop'

/** A violation stops when the rule is mandatory; so does a missing answer, unless `onUndetermined` says `warn`. */
export function effectOf(verdict: Verdict): Effect {
  switch (verdict.kind) {
    case 'pass':
    case 'not-applicable':
      return 'none'
    case 'violation':
      return verdict.rule.enforcement === 'mandatory' ? 'stop' : 'warn'
    case 'undetermined':
      return verdict.rule.enforcement === 'mandatory' && verdict.rule.onUndetermined === 'fail'
        ? 'stop'
        : 'warn'
  }
}
