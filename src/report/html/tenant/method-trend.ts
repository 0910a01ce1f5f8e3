import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import { nounOf, type Segment } from '../../../model/segment.ts'
import type { PastMethods } from '../../../rules/trend-point.ts'
import { strengths } from '../../../schemas/method-class.ts'
import { strengthTitles, strengthWords } from '../../method-lines.ts'
import { capital } from '../../outcome-words.ts'
import { classChart } from '../chart/class-chart.ts'
import type { ClassPoint } from '../chart/class-series.ts'
import { dayText } from '../chart/series.ts'
import { drawing } from '../page/markup.ts'
import { table } from '../page/table.ts'

const wide = { width: 520, height: 170, buckets: 80 }
const narrow = { width: 340, height: 150, buckets: 48 }

/** Beyond this many assessments the table has a row for a month, as that of a rule. */
const single = 40

/** How the shares have moved, in two widths, and the numbers as a table; null where there is nothing before today. */
export function methodTrend(segment: Segment, points: readonly ClassPoint[], id: string): Element | null {
  if (points.length < 2) return null
  const described = (suffix: string) => ({
    id: `${id}-${suffix}`,
    title: `${capital(nounOf(segment, 2))} by method over time`,
    description: describe(points),
  })
  return h('figure.chart.classes', [
    h('div.wide', [drawing(classChart(points, wide, described('wide')))]),
    h('div.narrow', [drawing(classChart(points, narrow, described('narrow')))]),
    h('figcaption', [
      h('details', [h('summary', `${capital(nounOf(segment, 2))} over time, the numbers`), numbers(points)]),
    ]),
  ])
}

function describe(points: readonly ClassPoint[]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  const at = ({ at, methods }: ClassPoint): string =>
    `${dayText(at)}: ${strengths.map((one) => `${formatCount(methods?.[one] ?? 0)} ${strengthWords[one]}`).join('; ')}.`
  return `${formatCount(points.length)} assessments. ${at(first)} ${at(last)}`
}

function numbers(points: readonly ClassPoint[]): Element {
  const months = points.length > single
  const rows = months ? lastOfEachMonth(points) : points
  const number = (title: string) => ({ title, numeric: true as const })
  return table(
    months ? 'The last of each month, the newest first' : 'Every assessment, the newest first',
    [{ title: 'Day' }, ...strengths.map((one) => number(strengthTitles[one])), number('Not classified')],
    rows.toReversed().map(({ at, methods }) => [dayText(at), ...cells(methods)]),
  )
}

function cells(methods: PastMethods | undefined): readonly string[] {
  const keys = [...strengths, 'unclassified'] as const
  return keys.map((key) => (methods === undefined ? '–' : formatCount(methods[key])))
}

function lastOfEachMonth(points: readonly ClassPoint[]): readonly ClassPoint[] {
  const months = Map.groupBy(points, ({ at }) => dayText(at).slice(0, 7))
  return [...months.values()].flatMap(
    (month) => month.findLast(({ methods }) => methods !== undefined) ?? month.at(-1) ?? [],
  )
}
