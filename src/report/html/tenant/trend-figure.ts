import type { Element } from 'hast'
import { h } from 'hastscript'
import { trendChart } from '../chart/trend-chart.ts'
import type { Described } from '../chart/plot.ts'
import { drawing } from '../page/markup.ts'
import { phraseOf } from '../../../model/measure.ts'
import { nounOf } from '../../../model/segment.ts'
import type { Finding } from '../../findings.ts'
import type { Point } from '../chart/series.ts'
import type { RuleAnswer } from '../../../rules/outcome.ts'
import { answerLooks, capital } from '../../outcome-words.ts'
import { answerAt, stripLooks } from '../chart/strip.ts'
import { describeTrend, trendTable } from './trend-table.ts'

const wide = { width: 720, height: 250, buckets: 160 }
const narrow = { width: 340, height: 175, buckets: 80 }

/** The chart of one rule in two widths, of which the style sheet shows one, and its numbers as a table. */
export function trendFigure({ rule }: Finding, points: readonly Point[], id: string): Element {
  const { schedule = [], segment, measure } = rule
  const described = (suffix: string): Described => ({
    id: `${id}-${suffix}`,
    title: `Share of ${nounOf(segment, 2)} ${phraseOf(measure)} over time`,
    description: describeTrend(points),
  })
  return h('figure.chart', [
    h('div.wide', [drawing(trendChart(points, schedule, wide, described('wide')))]),
    h('div.narrow', [drawing(trendChart(points, schedule, narrow, described('narrow')))]),
    h('figcaption', [
      legend(points),
      h('details', [h('summary', 'The numbers behind the chart'), trendTable(points)]),
    ]),
  ])
}

/** What lines and bars mean; the bars differ in height, not in colour alone. */
function legend(points: readonly Point[]): Element {
  const answers = new Set(points.map(answerAt))
  const entries = [
    ['ratio', 'Share of users'],
    ['demand', 'Minimum'],
    ...Object.entries(stripLooks).flatMap(([answer, { tone }]) =>
      answers.has(answer as RuleAnswer)
        ? [[tone, capital(answerLooks[answer as keyof typeof stripLooks].word)]]
        : [],
    ),
  ]
  return h(
    'ul.legend',
    entries.map(([key, words]) => h('li', { className: key }, words)),
  )
}
