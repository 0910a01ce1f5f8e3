import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import type { SegmentMethods } from '../../../model/methods/strengths.ts'
import { nounOf } from '../../../model/segment.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { strengths } from '../../../schemas/method-class.ts'
import { strengthTitles, strengthWords } from '../../method-lines.ts'
import { methodsRead } from '../../methods-read.ts'
import { capital } from '../../outcome-words.ts'
import { classSeriesOf } from '../chart/class-series.ts'
import { stackedBar } from '../chart/stacked-bar.ts'
import { drawing } from '../page/markup.ts'
import { section } from '../page/section.ts'
import { table } from '../page/table.ts'
import { methodTrend } from './method-trend.ts'

/** Which methods the users of each segment have; null where no rule asks about methods. */
export function methods(report: AssessmentReport, trend: readonly TrendPoint[]): Element | null {
  const found = segmentsIn(report)
  if (found.length === 0) return null
  return section(
    'methods',
    'Methods',
    h(
      'p',
      'Users by their strongest known method. Registered is not enforced: perhaps no sign-in ever asked for it.',
    ),
    h('div.card', [
      barTable(found),
      legend(),
      countTable(found),
      h(
        'div.trends',
        found.map((one, index) => overTime(one, index, report, trend)),
      ),
    ]),
  )
}

/** Each segment once. */
export function segmentsIn({ verdicts }: AssessmentReport): readonly SegmentMethods[] {
  const found = verdicts.flatMap((verdict) => methodsRead(verdict) ?? [])
  return [...new Map(found.map((one) => [one.segment, one])).values()]
}

function overTime(
  { segment, users, unclassified }: SegmentMethods,
  index: number,
  { judgedAt }: AssessmentReport,
  trend: readonly TrendPoint[],
): Element | null {
  const points = classSeriesOf(segment, trend, { judgedAt, methods: { ...users, unclassified } })
  return methodTrend(segment, points, `methods-${index}-trend`)
}

function barTable(found: readonly SegmentMethods[]): Element {
  return table(
    'Shares by method',
    [{ title: 'Segment' }, { title: 'Shares' }],
    found.map((one, index) => [capital(nounOf(one.segment, 2)), drawing(barOf(one, index))]),
  )
}

function barOf({ segment, population, users }: SegmentMethods, index: number): string {
  const slices = strengths.map((strength) => ({
    tone: `method-${strength.toLowerCase()}`,
    percent: population === 0 ? 0 : (users[strength] / population) * 100,
  }))
  return stackedBar(slices, {
    id: `methods-${index}`,
    title: `${capital(nounOf(segment, 2))} by method`,
    description: strengths
      .map((strength) => `${formatCount(users[strength])} ${strengthWords[strength]}`)
      .join('; '),
  })
}

function legend(): Element {
  return h(
    'ul.legend',
    strengths.map((strength) =>
      h('li', [h(`span.method-${strength.toLowerCase()}`), capital(strengthWords[strength])]),
    ),
  )
}

function countTable(found: readonly SegmentMethods[]): Element {
  const number = (title: string) => ({ title, numeric: true as const })
  return table(
    'Users by method',
    [
      { title: 'Segment' },
      ...strengths.map((strength) => number(strengthTitles[strength])),
      number('Not classified'),
    ],
    found.map(({ segment, users, unclassified }) => [
      capital(nounOf(segment, 2)),
      ...strengths.map((strength) => formatCount(users[strength])),
      formatCount(unclassified),
    ]),
  )
}
