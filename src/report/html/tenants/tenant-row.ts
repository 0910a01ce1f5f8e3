import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../model/count.ts'
import type { Finding } from '../../findings.ts'
import { formatMoment } from '../../moment.ts'
import { type DrawnTrend, isOfStandIn, type Report, titleOf } from '../../report.ts'
import { wholeSentence } from '../../sentence.ts'
import { codeText, type Content, drawing, userText } from '../page/markup.ts'
import { cell, type Column } from '../page/table.ts'
import { badge } from '../page/verdict-look.ts'
import type { Standing } from './standing.ts'

/** One tenant among many, ready to be shown and compared. */
export interface Placed {
  readonly report: Report
  readonly standing: Standing
  /** Where more is told of it; undefined where nothing is. */
  readonly link: string | undefined
  /** Earlier answers of this tenant; undefined where there are none. */
  readonly trend: DrawnTrend | undefined
}

export const columns: readonly Column[] = [
  { title: 'Tenant' },
  { title: 'Answer' },
  { title: 'Weakest rule' },
  { title: 'Share', numeric: true },
  { title: 'Minimum', numeric: true },
  { title: 'Missing', numeric: true },
  { title: 'Trend' },
]

/** The gravest answer first, then the least room above the minimum. */
export function byGravity(
  { standing: one }: { readonly standing: Pick<Standing, 'rank' | 'room'> },
  { standing: other }: { readonly standing: Pick<Standing, 'rank' | 'room'> },
): number {
  return one.rank - other.rank || one.room - other.room
}

export function rowOf(placed: Placed): Element {
  const { report, standing, trend } = placed
  const { look, rank, weakest } = standing
  const { numbers, demanded, rule, shortfall } = weakest ?? {}
  const missing = numbers === undefined ? undefined : shortfall
  const { percent } = numbers ?? {}
  const keys = [titleOf(report.tenant), rank, rule?.id, percent, rule?.minimumPercent, missing, trend?.change]
  const counted =
    percent === undefined
      ? [spanning(cell(ruleOf(placed), columns[2], false), 4)]
      : [ruleOf(placed), numbers?.ratio, demanded, missing ? formatCount(missing) : '–'].map(
          (content, index) => cell(content, columns[index + 2], false),
        )
  return h('tr', { role: 'row', dataSort: JSON.stringify(keys.map((key) => String(key ?? ''))) }, [
    cell(nameOf(placed), columns[0], true),
    cell([badge(look), ...judgedOf(report)], columns[1], false),
    ...counted,
    cell(sparkOf(placed), columns[6], false),
  ])
}

/** Where there is no number to show, its reason takes their room. */
function spanning(element: Element, columns: number): Element {
  return { ...element, properties: { ...element.properties, colSpan: columns, className: ['why'] } }
}

function nameOf({ report: { tenant }, link }: Placed): Content {
  const name = userText(titleOf(tenant))
  const id = tenant.id ?? tenant.key
  const tags = Object.entries(tenant.tags).map(([tag, value]) => `${tag}: ${value}`)
  return [
    link === undefined ? name : h('a', { href: link }, name),
    titleOf(tenant) === id ? null : h('p', codeText(id)),
    tags.length === 0 ? null : h('p', userText(tags.join(', '))),
  ]
}

/** When, and by whose numbers, which stands beneath the answer: a column more would leave room for none. */
function judgedOf({ judgedAt, assessment }: Report): readonly Element[] {
  const judged = h('p.quiet', `judged ${formatMoment(judgedAt)}`)
  return isOfStandIn(assessment)
    ? [judged, h('p', h('strong', 'Made up: a stand-in, not Microsoft'))]
    : [judged]
}

function ruleOf({ report: { reason }, standing: { weakest, failing } }: Placed): Content {
  if (reason !== undefined) return [userText(reason.what), h('p.quiet', userText(reason.todo))]
  if (weakest === undefined) return '–'
  const others =
    failing > 1
      ? h('p.quiet', `and ${failing - 1} more ${failing === 2 ? 'that does' : 'that do'} not pass`)
      : null
  return [codeText(weakest.rule.id), ...whyNone(weakest), others]
}

/** Why there is no share, what to do about it, and what is required. */
function whyNone({ numbers, reason, headline, demanded }: Finding): readonly Element[] {
  if (numbers?.percent !== undefined) return []
  if (reason === undefined) return [h('p.quiet', userText(headline))]
  return [
    h('p', userText(wholeSentence(reason.what))),
    h('p.quiet', userText(`${wholeSentence(reason.todo)} ${demanded} required.`)),
  ]
}

function sparkOf({ trend }: Placed): Content {
  if (trend === undefined) return h('span.quiet', 'no history')
  const { svg, first, last, range } = trend
  return h('div.chart.spark', [
    drawing(svg),
    h('p.extent', [h('span', first), h('span', last)]),
    h('p.extent', range),
  ])
}
