import { readingFor, type TenantReading, wasAsked } from '../../model/tenant-reading.ts'
import type { Reading } from '../../model/snapshot.ts'
import { judge } from '../judge.ts'
import type { Rule } from '../rule.ts'
import type { Verdict } from '../verdict.ts'
import type { AskedMeasure, Demand } from './demand.ts'
import type { PolicyGap } from '../../model/policy-gap.ts'

export type Asking = Extract<Demand, { kind: 'asks' }>

interface JudgedWith {
  /** The guard's own, of which the policy decides measure and segment. */
  readonly rule: Rule
  readonly readings: TenantReading
  readonly context: Parameters<typeof judge>[2]
  readonly exclusions: 'heeded' | 'ignored'
}

/** One answer for each kind of users that the policy would ask, and one for what could not be told of it. */
export function judgeDemand(demand: Asking, judged: JudgedWith): readonly Verdict[] {
  const { rule } = judged
  const answers = demand.asked.map((asked) => judgeAsked(asked, demand, judged))
  return demand.gaps.length === 0 ? answers : [...answers, open(rule, undefined, demand.gaps)]
}

function judgeAsked(asked: AskedMeasure, { around }: Asking, judged: JudgedWith): Verdict {
  const { readings, context, exclusions } = judged
  const { measure, segment } = asked
  const rule = { ...judged.rule, measure, segment }
  if (!wasAsked(asked, readings)) throw new TypeError(`nobody asked for ${measure} of ${segment}`)
  const found = readingFor(asked, readings)
  const reading = exclusions === 'heeded' && around.excludesAnybody ? found : withNobodyExcluded(found)
  const verdict = judge(rule, reading, context)
  if (verdict.kind !== 'violation') return verdict
  const lacking = verdict.population - verdict.count
  if (around.alternatives.length > 0)
    return open(rule, reading, [{ kind: 'alternatives', controls: around.alternatives, lacking }])
  return asked.certain ? verdict : open(rule, reading, [{ kind: 'external-members', lacking }])
}

/** A policy asks whoever it does not exclude itself, also those whom the rules leave out. */
function withNobodyExcluded(reading: Reading): Reading {
  if (reading.kind !== 'snapshot' || reading.snapshot.exclusions === undefined) return reading
  const { exclusions, ...snapshot } = reading.snapshot
  const { population, counts, methods } = exclusions
  return { ...reading, snapshot: { ...snapshot, population, counts, methods } }
}

function open(rule: Rule, reading: Reading | undefined, gaps: readonly PolicyGap[]): Verdict {
  return { kind: 'undetermined', rule, reading, reason: { code: 'policy-open', gaps } }
}
