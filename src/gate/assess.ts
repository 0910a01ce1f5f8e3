import { aheadWhileReading } from '../model/clock.ts'
import { baselineKeyOf } from '../model/baseline.ts'
import type { Exclusions } from '../model/exclusion.ts'
import { readingFor, type TenantReading } from '../model/tenant-reading.ts'
import { type Assessment, outcomeOf } from '../rules/assessment.ts'
import { dayOf } from '../rules/calendar.ts'
import { judge, notJudged } from '../rules/judge.ts'
import { isWorthRecording } from '../rules/ratchet.ts'
import type { Rule } from '../rules/rule.ts'
import { isWaived, type Verdict } from '../rules/verdict.ts'
import { waive } from '../rules/waive.ts'
import { reviewWaivers } from '../rules/waiver-review.ts'
import type { Waivers } from '../rules/waiver.ts'
import type { BaselineStore } from '../snapshots/baseline-store.ts'

/** What an assessment rests on besides what is read; `now` and `stack` are those the rules were made for. */
export interface Judging extends Pick<Assessment, 'now' | 'stack' | 'rulesOrigin'> {
  readonly rules: readonly Rule[]
  readonly waivers: Waivers
  readonly baselines: BaselineStore
  /** Those that the reading heeds. */
  readonly exclusions: Exclusions | undefined
}

/**
 * The one use case: reads the tenant once if any rule is enabled, judges every rule, waives, and records the ratios of
 * ratchets that held. What `read` could not find out is a value in its answer; only its defects throw.
 */
export async function assess(judging: Judging, read: () => Promise<TenantReading>): Promise<Assessment> {
  const asked = judging.rules.some((rule) => rule.enforcement !== 'disabled')
  const readings = asked ? await read() : []
  const judged = await Promise.all(judging.rules.map((rule) => judgeOne(rule, readings, judging)))
  const recorded = await recordAll(judged, judging)
  const waiving = { ...judging, today: dayOf(judging.now) }
  const verdicts = recorded.map((verdict) => inTime(waive(verdict, waiving), readings))
  const { now, stack, rulesOrigin } = judging
  const waivers = reviewWaivers(verdicts, waiving)
  return { now, stack, rulesOrigin, readings, verdicts, outcome: outcomeOf(verdicts), waivers }
}

/** Waives what a waiver covers. */
export function waiveNow(
  verdict: Verdict,
  readings: TenantReading,
  judging: Omit<Judging, 'rules'>,
): Verdict {
  return inTime(waive(verdict, { ...judging, today: dayOf(judging.now) }), readings)
}

/** A waiver ends by the gate's clock: where that is wrong, nobody knows whether it still holds. */
function inTime(verdict: Verdict, readings: TenantReading): Verdict {
  const { rule, reading } = verdict
  if (reading === undefined || !isWaived(verdict)) return verdict
  const aheadMs = aheadWhileReading(readings)
  if (aheadMs === undefined) return verdict
  return { kind: 'undetermined', rule, reading, reason: { code: 'clock-off', aheadMs, hangs: 'waiver' } }
}

async function judgeOne(
  rule: Rule,
  readings: TenantReading,
  { now, baselines, exclusions }: Judging,
): Promise<Verdict> {
  if (rule.enforcement === 'disabled') return notJudged(rule)
  const reading = readingFor(rule, readings)
  const compares = rule.noDropMoreThan !== undefined && reading.kind === 'snapshot'
  const baseline = compares
    ? await baselines.find(baselineKeyOf(reading.snapshot, rule.measure, exclusions))
    : { kind: 'none' as const }
  return judge(rule, reading, { now, baseline, cap: exclusions?.cap })
}

/** One after the other and after all have been judged, as several rules may share a record. */
async function recordAll(verdicts: readonly Verdict[], judging: Judging): Promise<readonly Verdict[]> {
  const done: Verdict[] = []
  for (const verdict of verdicts) done.push(await record(verdict, judging))
  return done
}

async function record(verdict: Verdict, { baselines, exclusions }: Judging): Promise<Verdict> {
  if (verdict.kind !== 'pass' && verdict.kind !== 'violation') return verdict
  const { ratchet, rule, population } = verdict
  // The most that it may have been: what is recorded less would let a fall go by.
  const count = verdict.doubt?.possibly ?? verdict.count
  const { snapshot } = verdict.reading
  if (
    ratchet === undefined ||
    ratchet.kind === 'dropped' ||
    !isWorthRecording(ratchet, { count, population })
  )
    return verdict
  const recording = await baselines.record({
    ...baselineKeyOf(snapshot, rule.measure, exclusions),
    count,
    population,
    receivedAt: snapshot.provenance.receivedAt,
  })
  return { ...verdict, ratchet: { ...ratchet, recording } }
}
