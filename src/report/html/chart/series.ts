import type { Reported } from '../reported.ts'
import { segmentOf } from '../reported.ts'
import type { TrendPoint } from '../trend-point.ts'

/** A day on which there was a ratio. */
export interface Measured {
  readonly at: number
  /** For drawing alone: verdicts and printed ratios come from the counts. */
  readonly percent: number
  readonly point: TrendPoint
}

/** The earlier answers of one rule, oldest first, with today's at the end. */
export function seriesOf(
  reported: Reported,
  trend: readonly TrendPoint[],
  judgedAt: string,
): readonly TrendPoint[] {
  const { rule, verdict, count, population } = reported
  const earlier = trend
    .filter(
      (point) =>
        point.rule === rule.id && point.segment === segmentOf(reported) && point.measure === rule.measure,
    )
    .sort((one, other) => timeOf(one) - timeOf(other))
  const last = earlier.at(-1)
  if (last === undefined) return []
  if (timeOf(last) >= Date.parse(judgedAt)) return earlier
  const { tenantId, segment, measure } = last
  const { id, minimumPercent } = rule
  const numbers = { count: count ?? null, population: population ?? null }
  return [...earlier, { judgedAt, tenantId, rule: id, segment, measure, verdict, ...numbers, minimumPercent }]
}

export function timeOf({ judgedAt }: TrendPoint): number {
  return Date.parse(judgedAt)
}

/** The point's ratio; undefined when nothing could be counted. */
export function measuredAt(point: TrendPoint): Measured | undefined {
  const { count, population, verdict } = point
  if (count === null || population === null || population === 0 || verdict === 'undetermined')
    return undefined
  return { at: timeOf(point), percent: (count / population) * 100, point }
}

/** Consecutive points with ratios; a point without one ends a stretch, so that no line is drawn across it. */
export function stretchesOf(points: readonly TrendPoint[]): readonly (readonly Measured[])[] {
  const stretches: Measured[][] = [[]]
  for (const point of points) {
    const measured = measuredAt(point)
    if (measured === undefined) stretches.push([])
    else stretches.at(-1)?.push(measured)
  }
  return stretches.filter(({ length }) => length > 0)
}
