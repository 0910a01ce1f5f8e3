import { clockAheadMs } from './posture/clock.ts'
import { baselineKeyOf } from './posture/baseline.ts'
import type { Exclusions } from './posture/exclusion.ts'
import type { Snapshot } from './posture/snapshot.ts'
import { readingFor, type TenantReading } from './posture/tenant-reading.ts'
import { type Assessment, outcomeOf } from './rules/assessment.ts'
import { dayOf } from './rules/calendar.ts'
import { judge, notJudged } from './rules/judge.ts'
import { isWorthRecording } from './rules/ratchet.ts'
import type { Rule } from './rules/rule.ts'
import type { Stack } from './rules/stack.ts'
import { isWaived, type Verdict } from './rules/verdict.ts'
import { waive } from './rules/waive.ts'
import { reviewWaivers } from './rules/waiver-review.ts'
import type { Waivers } from './rules/waiver.ts'
import type { BaselineStore } from './snapshots/baseline-store.ts'

/** What an assessment rests on besides rules and reading; `now` and `stack` are those the rules were made for. */
export interface AssessmentContext {
  readonly now: Date
  readonly stack: Stack
  readonly waivers: Waivers
  readonly baselines: BaselineStore
  /** Those that the reading heeds. */
  readonly exclusions: Exclusions | undefined
}

/**
 * The one use case: reads the tenant once if any rule is enabled, judges every rule, waives, and records the ratios of
 * ratchets that held. What `read` could not find out is a value in its answer; only its defects throw.
 */
export async function assess(
  rules: readonly Rule[],
  read: () => Promise<TenantReading>,
  context: AssessmentContext,
): Promise<Assessment> {
  const asked = rules.some((rule) => rule.enforcement !== 'disabled')
  const reading = asked ? await read() : undefined
  const judged = await Promise.all(rules.map((rule) => judgeOne(rule, reading, context)))
  const recorded = await recordAll(judged, reading, context)
  const waiving = { ...context, today: dayOf(context.now) }
  const verdicts = recorded.map((verdict) => inTime(waive(verdict, waiving), reading))
  return { reading, verdicts, outcome: outcomeOf(verdicts), waivers: reviewWaivers(verdicts, waiving) }
}

/** A waiver ends by the gate's clock: where that is wrong, nobody knows whether it still holds. */
function inTime(verdict: Verdict, whole: TenantReading | undefined): Verdict {
  if (whole === undefined || !isWaived(verdict)) return verdict
  const reading = readingFor(verdict.rule, whole)
  if (reading.kind === 'undetermined' || reading.savedIn !== undefined) return verdict
  const aheadMs = clockAheadMs(reading.snapshot.provenance)
  if (aheadMs === undefined) return verdict
  return { kind: 'undetermined', rule: verdict.rule, reason: { code: 'clock-off', aheadMs, hangs: 'waiver' } }
}

async function judgeOne(
  rule: Rule,
  whole: TenantReading | undefined,
  { now, baselines, exclusions }: AssessmentContext,
): Promise<Verdict> {
  if (whole === undefined || rule.enforcement === 'disabled') return notJudged(rule)
  const reading = readingFor(rule, whole)
  const compares = rule.noDropMoreThan !== undefined && reading.kind === 'snapshot'
  const baseline = compares
    ? await baselines.find(baselineKeyOf(reading.snapshot, rule.measure, exclusions))
    : { kind: 'none' as const }
  return judge(rule, reading, { now, baseline, cap: exclusions?.cap })
}

/** One after the other and after all have been judged, as several rules may share a record. */
async function recordAll(
  verdicts: readonly Verdict[],
  whole: TenantReading | undefined,
  context: AssessmentContext,
): Promise<readonly Verdict[]> {
  const done: Verdict[] = []
  for (const verdict of verdicts) {
    const judged = verdict.kind === 'pass' || verdict.kind === 'violation'
    const reading = whole !== undefined && judged ? readingFor(verdict.rule, whole) : undefined
    done.push(reading?.kind === 'snapshot' ? await record(verdict, reading.snapshot, context) : verdict)
  }
  return done
}

async function record(
  verdict: Verdict,
  snapshot: Snapshot,
  { baselines, exclusions }: AssessmentContext,
): Promise<Verdict> {
  if (verdict.kind !== 'pass' && verdict.kind !== 'violation') return verdict
  const { ratchet, rule, count, population } = verdict
  if (ratchet === undefined || ratchet.kind === 'dropped' || !isWorthRecording(ratchet, verdict))
    return verdict
  const recording = await baselines.record({
    ...baselineKeyOf(snapshot, rule.measure, exclusions),
    count,
    population,
    receivedAt: snapshot.provenance.receivedAt,
  })
  return { ...verdict, ratchet: { ...ratchet, recording } }
}
