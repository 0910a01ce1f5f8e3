import type { Point } from './series.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'

/** A stretch of time with one verdict, as wide as at least one column of the chart. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly verdict: TrendPoint['verdict']
  readonly assessments: number
}

const gravity = { violation: 3, undetermined: 2, pass: 1, 'not-applicable': 0 } as const

/**
 * The verdicts over time in columns. A column with several takes the gravest, so that no failing day is ever hidden by
 * the passing days around it; neighbours with one verdict become one span.
 */
export function stripOf(
  points: readonly Point[],
  [start, end]: readonly [number, number],
  columns: number,
): readonly Span[] {
  const width = (end - start) / columns || 1
  const groups = Map.groupBy(points, (point) => Math.min(columns - 1, Math.floor((point.at - start) / width)))
  const spans: Span[] = []
  for (const [column, group] of groups) {
    const verdict = gravest(group)
    const from = start + column * width
    const last = spans.at(-1)
    const joins = last?.verdict === verdict && Math.abs(last.to - from) < width / 2
    if (joins) spans.pop()
    spans.push({
      from: joins ? last.from : from,
      to: from + width,
      verdict,
      assessments: group.length + (joins ? last.assessments : 0),
    })
  }
  return spans
}

function gravest(points: readonly TrendPoint[]): TrendPoint['verdict'] {
  return points.reduce<TrendPoint['verdict']>(
    (grave, { verdict }) => (gravity[verdict] > gravity[grave] ? verdict : grave),
    'not-applicable',
  )
}
