import type { Count } from '../model/count.ts'
import type { Minimum } from '../model/minimum.ts'
import { shortfall } from '../model/ratio.ts'
import type { TenantReading } from '../model/tenant-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Day } from './calendar.ts'
import { type Arrival, arrivalOf } from './projection.ts'
import type { Rule } from './rule.ts'
import { lackingIn, type SegmentGaps } from './segment-gaps.ts'
import { type PastCount, type Trend, trendOf } from './trend.ts'
import type { Verdict } from './verdict.ts'

/** A minimum that is or will be demanded, and what it takes to meet it. */
export interface Target {
  readonly minimum: Minimum
  /** Its first day; undefined for the one in force. */
  readonly from: Day | undefined
  /** True for the last step of a ramp. */
  readonly final: boolean
  /** How many more of today's users must have the measure; 0 when it is met. */
  readonly missing: number
  readonly arrival: Arrival
}

/** What one rule asks for from now on. */
export type Outlook =
  | {
      readonly kind: 'counted'
      readonly rule: Rule
      readonly count: Count
      readonly population: Count
      readonly targets: readonly Target[]
      readonly trend: Trend
      /** Undefined where nobody asked for segments and none were read. */
      readonly segments: SegmentGaps | undefined
      /** How many more users make up for a fall that `noDropMoreThan` forbids; 0 when there was none. */
      readonly fallen: number
    }
  /** Nobody is in the segment, and `onEmpty` says what that is. */
  | { readonly kind: 'empty'; readonly rule: Rule; readonly answer: 'pass' | 'violation' }
  | { readonly kind: 'undetermined'; readonly rule: Rule; readonly reason: Undetermined }
  | { readonly kind: 'not-asked'; readonly rule: Rule }

/** Undefined where no history is kept. */
export type PastOf = ((rule: Rule) => readonly PastCount[]) | undefined

interface OutlookContext {
  readonly readings: TenantReading
  readonly pastOf: PastOf
  /** Whether the segments were asked for. */
  readonly bySegment: boolean
  readonly now: Date
  readonly today: Day
}

/** What it takes for one rule to pass, now and at each later step, and when that may be. */
export function outlookOf(verdict: Verdict, context: OutlookContext): Outlook {
  const { rule } = verdict
  const { readings, pastOf, bySegment, now, today } = context
  if (verdict.kind === 'not-applicable') return { kind: 'not-asked', rule }
  if (verdict.kind === 'undetermined') return { kind: 'undetermined', rule, reason: verdict.reason }
  const { count, population, ratchet } = verdict
  if (population === 0) return { kind: 'empty', rule, answer: verdict.kind }
  const present = { judgedAt: now.toISOString(), count, population }
  const trend: Trend =
    pastOf === undefined ? { kind: 'no-history' } : trendOf([...pastOf(rule), present], today)
  const targets = minimaOf(rule).map((one) => ({
    ...one,
    missing: shortfall(count, population, one.minimum),
    arrival: arrivalOf({ count, population }, one.minimum, trend, today),
  }))
  const fallen = ratchet?.kind === 'dropped' ? ratchet.missing : 0
  const counted = { rule, count, population, targets, trend, fallen }
  const segments = lackingIn(rule, readings)
  const worthTelling = segments.gaps.length > 0 || (bySegment && segments.unread !== undefined)
  return { kind: 'counted', ...counted, segments: worthTelling ? segments : undefined }
}

type Demand = Pick<Target, 'minimum' | 'from' | 'final'>

/** The minimum in force, the next step, and the last one. */
function minimaOf({ minimum, next, steps }: Rule): readonly Demand[] {
  const last = steps.at(-1)
  const inForce = { minimum, from: undefined, final: next === undefined }
  if (next === undefined || last === undefined) return [inForce]
  const final = { minimum: last.minimum, from: last.from, final: true }
  return next.from === last.from
    ? [inForce, final]
    : [inForce, { minimum: next.minimum, from: next.from, final: false }, final]
}
