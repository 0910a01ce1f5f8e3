import type { Element } from 'hast'
import { amount, formatCount } from '../../../model/count.ts'
import { dayText, measuredAt, type Measured, type Point } from '../chart/series.ts'
import { table } from '../page/table.ts'
import { wordOf } from '../page/verdict-look.ts'
import { figuresAt, minimumText } from '../../row.ts'

/** Beyond this many assessments the table has a row for a month. */
const single = 40

/** The same as the chart, for those who do not see it: every failing day is named. */
export function trendTable(points: readonly Point[]): Element {
  return points.length <= single ? everyAssessment(points) : byMonth(points)
}

/** The chart in a sentence or two. */
export function describeTrend(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return 'No assessment yet.'
  const failing = points.filter(({ verdict }) => verdict === 'violation').length
  const unknown = points.filter(({ verdict }) => verdict === 'undetermined').length
  const lowest = extreme(points, (one, other) => one.percent < other.percent)
  return [
    `${formatCount(points.length)} assessments from ${dayOf(first)} to ${dayOf(last)}.`,
    lowest === undefined ? 'No ratio was known.' : `Lowest ${ratio(lowest)} on ${dayOf(lowest)}.`,
    `Last ${ratio(last)}, ${minimumText(last.minimumPercent)} required: ${wordOf(last.verdict).toLowerCase()}.`,
    `${formatCount(failing)} below the minimum, ${formatCount(unknown)} could not be determined.`,
  ].join(' ')
}

function everyAssessment(points: readonly Point[]): Element {
  return table(
    'Every assessment, the newest first',
    [
      { title: 'Day' },
      { title: 'Share', numeric: true },
      { title: 'Users', numeric: true },
      { title: 'Minimum', numeric: true },
      { title: 'Verdict' },
    ],
    points
      .toReversed()
      .map((point) => [
        dayOf(point),
        ratio(point),
        figuresAt(point)?.users ?? '–',
        minimumText(point.minimumPercent),
        wordOf(point.verdict),
      ]),
  )
}

function byMonth(points: readonly Point[]): Element {
  const months = Map.groupBy(points, (point) => dayOf(point).slice(0, 7))
  return table(
    'By month, the newest first; every day below the minimum is listed',
    [
      { title: 'Month' },
      { title: 'Assessments', numeric: true },
      { title: 'Lowest', numeric: true },
      { title: 'Highest', numeric: true },
      { title: 'Minimum', numeric: true },
      { title: 'Violations' },
      { title: 'Could not determine' },
    ],
    [...months]
      .toReversed()
      .map(([month, group]) => [
        month,
        formatCount(group.length),
        ratio(extreme(group, (one, other) => one.percent < other.percent)),
        ratio(extreme(group, (one, other) => one.percent > other.percent)),
        [...new Set(group.map(({ minimumPercent }) => minimumText(minimumPercent)))].join(', then '),
        daysOf(group, 'violation'),
        daysOf(group, 'undetermined'),
      ]),
  )
}

/** `none`, or `3: 4, 9 to 10` with the days of the month. */
function daysOf(group: readonly Point[], verdict: Point['verdict']): string {
  const days = [
    ...new Set(
      group.filter((point) => point.verdict === verdict).map((point) => Number(dayOf(point).slice(8))),
    ),
  ]
  const ranges: [number, number][] = []
  for (const day of days) {
    const last = ranges.at(-1)
    if (last?.[1] === day - 1) last[1] = day
    else ranges.push([day, day])
  }
  const named = ranges.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`))
  return days.length === 0 ? 'none' : `${amount(days.length, 'day')}: ${named.join(', ')}`
}

function extreme(
  points: readonly Point[],
  beats: (one: Measured, other: Measured) => boolean,
): Point | undefined {
  const measured = points.map(measuredAt).filter((point) => point !== undefined)
  const [first, ...others] = measured
  if (first === undefined) return undefined
  return others.reduce((best, point) => (beats(point, best) ? point : best), first).point
}

function ratio(point: Point | undefined): string {
  const numbers = point && figuresAt(point)
  return numbers?.percent === undefined ? '–' : numbers.ratio
}

function dayOf({ at }: Point): string {
  return dayText(at)
}
