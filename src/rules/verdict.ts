import type { OpenMethods } from '../model/methods/interval.ts'
import type { Count } from '../model/count.ts'
import type { Reading, SnapshotReading } from '../model/snapshot.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Ratchet } from './ratchet.ts'
import type { Rule } from './rule.ts'
import type { Waiving } from './waiver.ts'

/** Of how many users nobody can tell whether they have the measure; the answer does not hang on it. */
export interface Doubt {
  /** How many have it if all of those do. */
  readonly possibly: Count
  readonly open: OpenMethods
  /** Users who are in no row of the report, among the population; 0 where nobody asked. */
  readonly missing: number
}

/** The numbers by which a rule is answered. */
export interface Numbers {
  readonly rule: Rule
  readonly reading: SnapshotReading
  /** Who surely has the measure. */
  readonly count: Count
  readonly population: Count
  /** Undefined: everything that was asked is known. */
  readonly doubt?: Doubt
  readonly ratchet?: Ratchet
}

export interface Pass extends Numbers {
  readonly kind: 'pass'
  /** How many users short of the next step, when that is near enough to warn and would not be met today. */
  readonly shortOfNext?: number
}

export interface BelowMinimum extends Numbers {
  readonly kind: 'violation'
  /** How many more users must have the measure, at least 1; 0 when nobody is in the segment. */
  readonly shortfall: number
  readonly waiving?: Waiving
}

/** One rule's answer, with the numbers that it rests on. */
export type Verdict =
  | Pass
  | BelowMinimum
  | {
      readonly kind: 'undetermined'
      readonly rule: Rule
      /** Undefined where nothing was read for it. */
      readonly reading: Reading | undefined
      readonly reason: Undetermined
      readonly waiving?: Waiving
    }
  | {
      readonly kind: 'not-applicable'
      readonly rule: Rule
      readonly reading?: undefined
      readonly because: 'disabled'
    }

/** What a verdict does to the deployment or the pipeline. */
export type Effect = 'none' | 'warn' | 'stop'

/**
 * A violation stops when the rule is mandatory; so does a missing answer, unless `onUndetermined` says `warn`. What is
 * waived warns. A pass warns when the next step would fail, or when its ratchet had nothing to compare with.
 */
export function effectOf(verdict: Verdict): Effect {
  switch (verdict.kind) {
    case 'pass':
      return verdict.shortOfNext !== undefined || verdict.ratchet?.kind === 'no-baseline' ? 'warn' : 'none'
    case 'not-applicable':
      return 'none'
    case 'violation':
      if (isWaived(verdict)) return 'warn'
      return verdict.rule.enforcement === 'mandatory' ? 'stop' : 'warn'
    case 'undetermined':
      if (isWaived(verdict)) return 'warn'
      return verdict.rule.enforcement === 'mandatory' && verdict.rule.onUndetermined === 'fail'
        ? 'stop'
        : 'warn'
  }
}

export function isWaived(verdict: Verdict): boolean {
  return 'waiving' in verdict && verdict.waiving.kind === 'waived'
}
