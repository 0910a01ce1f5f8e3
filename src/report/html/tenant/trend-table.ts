import type { Element } from 'hast'
import { amount, formatCount } from '../../../model/count.ts'
import { dayText, measuredAt, type Measured, type Point } from '../chart/series.ts'
import { answerAt } from '../chart/strip.ts'
import type { RuleAnswer } from '../../../rules/outcome.ts'
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
  const answered = (answer: RuleAnswer): number => points.filter((point) => answerAt(point) === answer).length
  const waived = answered('waived')
  const lowest = lowestOf(points)
  return [
    `${formatCount(points.length)} assessments from ${dayOf(first)} to ${dayOf(last)}.`,
    lowest === undefined ? 'No ratio was known.' : `Lowest ${ratio(lowest)} on ${dayOf(lowest)}.`,
    `Last ${ratio(last)}, ${minimumText(last.minimumPercent)} required: ${wordOf(last).toLowerCase()}.`,
    `${formatCount(answered('below-the-minimum'))} below the minimum, ${formatCount(answered('undetermined'))} could not be determined${waived === 0 ? '' : `, ${formatCount(waived)} waived`}.`,
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
        wordOf(point),
      ]),
  )
}

function byMonth(points: readonly Point[]): Element {
  const months = Map.groupBy(points, (point) => dayOf(point).slice(0, 7))
  const waived = points.some((point) => answerAt(point) === 'waived')
  return table(
    'By month, the newest first; every day below the minimum is listed',
    [
      { title: 'Month' },
      { title: 'Assessments', numeric: true },
      { title: 'Lowest', numeric: true },
      { title: 'Highest', numeric: true },
      { title: 'Minimum', numeric: true },
      { title: 'Below the minimum' },
      { title: 'Could not determine' },
      ...(waived ? [{ title: 'Waived' }] : []),
    ],
    [...months]
      .toReversed()
      .map(([month, group]) => [
        month,
        formatCount(group.length),
        ratio(lowestOf(group)),
        ratio(highestOf(group)),
        [...new Set(group.map(({ minimumPercent }) => minimumText(minimumPercent)))].join(', then '),
        daysOf(group, 'below-the-minimum'),
        daysOf(group, 'undetermined'),
        ...(waived ? [daysOf(group, 'waived')] : []),
      ]),
  )
}

/** `none`, or `3: 4, 9 to 10` with the days of the month. */
function daysOf(group: readonly Point[], answer: RuleAnswer): string {
  const days = [
    ...new Set(
      group.filter((point) => answerAt(point) === answer).map((point) => Number(dayOf(point).slice(8))),
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

/** `68.12 % to 94.06 %`, the lowest and the highest share; `no share known` without any. */
export function rangeOf(points: readonly Point[]): string {
  const shares = [lowestOf(points), highestOf(points)].flatMap((point) =>
    point === undefined ? [] : ratio(point),
  )
  return shares.length === 0 ? 'no share known' : [...new Set(shares)].join(' to ')
}

function lowestOf(points: readonly Point[]): Point | undefined {
  return extreme(points, (one, other) => one.percent < other.percent)
}

function highestOf(points: readonly Point[]): Point | undefined {
  return extreme(points, (one, other) => one.percent > other.percent)
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
