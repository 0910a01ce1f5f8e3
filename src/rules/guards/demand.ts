import type { Question } from '../../model/question.ts'
import type { GuardEntry } from '../../schemas/rules-document.ts'
import type { PolicyGap } from '../../model/policy-gap.ts'
import { grantsOf } from './grants.ts'
import { memberOf, textOf, Veiled } from './planned.ts'
import type { PlannedPolicy } from './planned-policy.ts'
import { type Bound, excludesAnybody, type Scope, scopeOf } from './scope.ts'

/** What a Conditional Access policy would ask of whom once the plan has been carried out. */
export type Demand =
  /** Nothing that has to do with MFA, or nothing at all. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'asks'
      /** False: it only reports what it would ask. */
      readonly enforced: boolean
      readonly asked: readonly AskedMeasure[]
      readonly gaps: readonly PolicyGap[]
      readonly around: AskedUsers
    }

/** One measure that users of one segment would be asked for. */
export interface AskedMeasure extends Question, Pick<Bound, 'certain'> {}

/** What makes fewer of the users who are asked. */
export interface AskedUsers extends Pick<Scope, 'excludes' | 'conditions' | 'someRoles'> {
  readonly alternatives: readonly string[]
  readonly excludesAnybody: boolean
}

const deciding = ['state', 'conditions', 'grantControls']

/** Reads off a policy what it would ask; what decides that and cannot be told is a gap. */
export function demandOf(
  { policy, partly }: PlannedPolicy,
  { strengths }: Pick<GuardEntry, 'strengths'>,
): Demand {
  if (policy instanceof Veiled) return asking([{ kind: 'veiled', part: 'policy', why: policy.why }])
  if (typeof policy !== 'object') return asking([{ kind: 'veiled', part: 'policy', why: 'unreadable' }])
  const untouched = deciding.every((part) => memberOf(policy, part) === undefined)
  if (partly && untouched) return nothing
  const state = stateOf(textOf(memberOf(policy, 'state')))
  if (state === 'disabled') return nothing
  const grants = grantsOf(policy, strengths)
  const saysGrants = memberOf(policy, 'grantControls') !== undefined
  if (!(partly && !saysGrants) && grants.measures.length + grants.gaps.length === 0) return nothing
  const scope = scopeOf(policy)
  if (scope.nobody) return nothing
  const gaps: readonly PolicyGap[] = [
    ...(typeof state === 'object' ? [state] : []),
    ...(partly && !saysGrants ? [{ kind: 'absent', part: 'grantControls' } as const] : grants.gaps),
    ...scope.gaps,
  ]
  const { excludes, conditions, someRoles } = scope
  return {
    kind: 'asks',
    enforced: state !== 'report-only',
    // Where the policy may not be enforced at all, nobody is known to be asked.
    asked:
      typeof state === 'object'
        ? []
        : scope.bounds.flatMap((bound) => grants.measures.map((measure) => ({ ...bound, measure }))),
    gaps,
    around: {
      excludes,
      conditions,
      someRoles,
      alternatives: grants.alternatives,
      excludesAnybody: excludesAnybody(excludes),
    },
  }
}

const nothing: Demand = { kind: 'nothing' }

function asking(gaps: readonly PolicyGap[]): Demand {
  const { excludes, conditions, someRoles } = scopeOf(null)
  const around = { excludes, conditions, someRoles, alternatives: [], excludesAnybody: false }
  return { kind: 'asks', enforced: true, asked: [], gaps, around }
}

function stateOf(state: string | Veiled | undefined): 'enabled' | 'report-only' | 'disabled' | PolicyGap {
  if (state === undefined) return { kind: 'absent', part: 'state' }
  if (state instanceof Veiled) return { kind: 'veiled', part: 'state', why: state.why }
  const known = {
    enabled: 'enabled',
    disabled: 'disabled',
    enabledforreportingbutnotenforced: 'report-only',
  } as const
  const plain = state.toLowerCase()
  return plain in known
    ? known[plain as keyof typeof known]
    : { kind: 'veiled', part: 'state', why: 'unreadable' }
}
