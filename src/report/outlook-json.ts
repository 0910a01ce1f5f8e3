import { formatDay } from '../rules/calendar.ts'
import type { Outlook, Target } from '../rules/outlook.ts'
import type { Arrival } from '../rules/projection.ts'
import { leastPoints, leastSpan, type Trend } from '../rules/trend.ts'
import type { Explanation } from '../schemas/explanation.ts'
import { assumption, type OutlookHead } from './outlook-text.ts'
import { reasonWords } from './undetermined-sentence.ts'

interface ExplanationHead extends OutlookHead {
  /** Of the gate. */
  readonly version: string
}

/** As the published schema `mfa-explanation.schema.json` describes it. */
export function explanationOf(outlooks: readonly Outlook[], head: ExplanationHead): Explanation {
  const { version, judgedAt, tenantId, simulated, methods } = head
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    judgedAt,
    tenantId: tenantId ?? null,
    simulated,
    assumption,
    rules: outlooks.map(ruleOf),
    ...(methods !== undefined && 'segments' in methods
      ? {
          methods: methods.segments.map(({ segment, population, users, unclassified }) => ({
            ...{ segment, population, ...users, unclassified },
          })),
        }
      : {}),
  }
}

function ruleOf(outlook: Outlook): Explanation['rules'][number] {
  const { id, measure, segment, enforcement } = outlook.rule
  const about = { rule: id, measure, segment, enforcement, kind: outlook.kind }
  if (outlook.kind === 'undetermined') {
    const { reason } = outlook
    return { ...about, reason: { code: reason.code, ...reasonWords(reason) } }
  }
  if (outlook.kind !== 'counted') return about
  const { count, population, fallen, targets, segments, trend } = outlook
  return {
    ...about,
    count,
    population,
    fallen,
    targets: targets.map(targetOf),
    bySegment: (segments?.gaps ?? []).map((one) => ({ ...one })),
    trend: trendOf(trend),
  }
}

function targetOf({ minimum, from, final, missing, arrival }: Target) {
  const day = dayOf(arrival)
  return {
    // Exact: a minimum has at most six decimals of a percent.
    minimumPercent: Number(minimum.scaled) / 1_000_000,
    from: from === undefined ? null : formatDay(from),
    final,
    missing,
    arrival: arrival.kind,
    day: day === undefined ? null : formatDay(day),
  }
}

function dayOf(arrival: Arrival) {
  if (arrival.kind === 'on') return arrival.day
  return arrival.kind === 'met' ? arrival.lostOn : undefined
}

function trendOf(trend: Trend) {
  const needed = { neededPoints: leastPoints, neededDays: leastSpan }
  switch (trend.kind) {
    case 'no-history':
      return { kind: trend.kind }
    case 'too-short':
      return { ...trend, ...needed }
    case 'known': {
      const { kind, countPerDay, populationPerDay, points, first, last } = trend
      return { kind, countPerDay, populationPerDay, points, days: last - first + 1 }
    }
  }
}
