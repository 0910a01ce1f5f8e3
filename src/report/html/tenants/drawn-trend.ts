import type { TrendPoint } from '../../../rules/trend-point.ts'
import type { DrawnTrend, Report } from '../../report.ts'
import { dayText, measuredAt, type Point, seriesOf } from '../chart/series.ts'
import { sparkLine } from '../chart/spark.ts'
import { describeTrend, rangeOf } from '../tenant/trend-table.ts'
import { digestOf } from './page-names.ts'
import { standingOf } from './standing.ts'

/** The trend of a tenant's weakest rule as its row shows it; undefined where a history has too little of it. */
export function drawnTrend(report: Report, trend: readonly TrendPoint[]): DrawnTrend | undefined {
  const { weakest } = standingOf(report)
  const points = weakest === undefined ? [] : seriesOf(weakest, trend, report.judgedAt)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return undefined
  const described = {
    id: `spark-${digestOf(report.tenant)}`,
    title: 'Trend of the weakest rule',
    description: describeTrend(points),
  }
  return {
    svg: sparkLine(points, described),
    first: dayText(first.at),
    last: dayText(last.at),
    range: rangeOf(points),
    change: changeOf(points),
  }
}

/** By how much the share rose since the history began, for sorting. */
function changeOf(points: readonly Point[]): number | undefined {
  const shares = points.flatMap((point) => measuredAt(point)?.percent ?? [])
  const [first, last] = [shares[0], shares.at(-1)]
  return first === undefined || last === undefined ? undefined : (last - first) / 100
}
