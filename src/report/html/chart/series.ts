import { figuresAt } from '../../row.ts'
import type { Finding } from '../../findings.ts'
import { dayMs } from '../../../model/clock.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'

/** An earlier answer with its moment as a number. */
export interface Point extends TrendPoint {
  readonly at: number
}

/** A day on which there was a ratio. */
export interface Measured {
  readonly at: number
  /** For drawing alone: verdicts and printed ratios come from the counts. */
  readonly percent: number
  readonly point: Point
}

/** The earlier answers of one rule, oldest first, with today's at the end; empty when there are none. */
export function seriesOf(
  { rule, kind: verdict, waived, numbers }: Finding,
  trend: readonly TrendPoint[],
  judgedAt: string,
): readonly Point[] {
  const { id, segment, measure, minimumPercent } = rule
  const earlier = trend
    .filter((point) => point.rule === id && point.segment === segment && point.measure === measure)
    .map((point) => ({ ...point, at: Date.parse(point.judgedAt) }))
    .sort((one, other) => one.at - other.at)
  const last = earlier.at(-1)
  const at = Date.parse(judgedAt)
  if (last === undefined || last.at >= at) return earlier
  const counted = { count: numbers?.count ?? null, population: numbers?.population ?? null }
  return [...earlier, { ...last, at, judgedAt, rule: id, verdict, waived, ...counted, minimumPercent }]
}

/** The point's ratio; undefined when nothing could be counted. */
export function measuredAt(point: Point): Measured | undefined {
  const percent = figuresAt(point)?.percent
  if (percent === undefined || point.verdict === 'undetermined') return undefined
  return { at: point.at, percent, point }
}

/** `2026-11-22`, in UTC. */
export function dayText(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Which day it was, counted in UTC. */
export function dayNumber(at: number): number {
  return Math.floor(at / dayMs)
}

/**
 * Consecutive points with ratios. A point without one ends a stretch, and so does a day without an assessment: no line
 * is drawn across what nobody knows.
 */
export function stretchesOf(points: readonly Point[]): readonly (readonly Measured[])[] {
  const stretches: Measured[][] = [[]]
  for (const point of points) {
    const measured = measuredAt(point)
    const last = stretches.at(-1)?.at(-1)
    const missed = last !== undefined && dayNumber(point.at) - dayNumber(last.at) > 1
    if (measured === undefined || missed) stretches.push([])
    if (measured !== undefined) stretches.at(-1)?.push(measured)
  }
  return stretches.filter(({ length }) => length > 0)
}
