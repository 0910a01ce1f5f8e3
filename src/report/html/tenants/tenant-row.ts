import type { Element } from 'hast'
import { h } from 'hastscript'
import { formatCount } from '../../../posture/count.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { formatMoment } from '../../moment.ts'
import { isOfStandIn } from '../../stand-in.ts'
import { printable } from '../../plain.ts'
import { sparkLine } from '../chart/spark.ts'
import { type Point, seriesOf } from '../chart/series.ts'
import { type Content, drawing, userText } from '../page/markup.ts'
import { printableDeep } from '../page/printable-deep.ts'
import { cell, type Column } from '../page/table.ts'
import { badge } from '../page/verdict-look.ts'
import { minimumText, ratioText, type Reported } from '../reported.ts'
import { describeTrend } from '../tenant/trend-table.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'
import { type Failure, type Standing, standingOf } from './standing.ts'

/** One tenant among many. */
export interface TenantRow {
  readonly name: string
  readonly tenantId: string
  readonly tags?: readonly string[]
  /** File name of its page, beside the index; undefined when none was written. */
  readonly page?: string
  /** Undefined when it could not be assessed at all; `failure` says why. */
  readonly report?: AssessmentReport
  readonly failure?: Failure
  /** ISO 8601 in UTC. */
  readonly judgedAt: string
  /** Earlier answers of this tenant. */
  readonly trend: readonly TrendPoint[]
}

/** A row that is ready to be shown and compared. */
export interface Placed {
  readonly row: TenantRow
  readonly standing: Standing
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

export function placedOf(row: TenantRow): Placed {
  const report = row.report && printableDeep(row.report)
  return { row: { ...row, ...(report && { report }) }, standing: standingOf(report) }
}

/** The gravest answer first, then the least room above the minimum. */
export function byGravity({ standing: one }: Placed, { standing: other }: Placed): number {
  return one.rank - other.rank || roomOf(one.weakest) - roomOf(other.weakest)
}

function roomOf(reported: Reported | undefined): number {
  const { count, population, rule } = reported ?? {}
  return count === undefined || !population || rule === undefined
    ? -1
    : (count / population) * 100 - rule.minimumPercent
}

export function rowOf({ row, standing }: Placed, at: number): Element {
  const { look, rank, weakest } = standing
  const points = weakest === undefined ? [] : seriesOf(weakest, row.trend, row.report?.judgedAt ?? '')
  const ratio = weakest && ratioText(weakest, weakest.rule.minimumPercent)
  const cells: readonly (readonly [Content, string | number])[] = [
    [nameOf(row), printable(row.name)],
    [[badge(look), ...judgedOf(row)], rank],
    [ruleOf(row, standing), weakest?.rule.id ?? ''],
    [ratio ?? '–', shareOf(weakest)],
    [weakest ? minimumText(weakest.rule.minimumPercent) : '–', weakest?.rule.minimumPercent ?? ''],
    [missingOf(weakest), weakest?.shortfall ?? ''],
    [sparkOf(points, at), points.length === 0 ? '' : changeOf(points)],
  ]
  return h(
    'tr',
    { role: 'row' },
    cells.map(([content, sort], column) => {
      const element = cell(content, columns[column], column === 0)
      return { ...element, properties: { ...element.properties, dataSort: String(sort) } }
    }),
  )
}

function nameOf({ name, tenantId, page, tags = [] }: TenantRow): Content {
  const shown = userText(printable(name))
  return [
    page === undefined ? shown : h('a', { href: page }, shown),
    name === tenantId ? null : h('p', printable(tenantId)),
    tags.length === 0 ? null : h('p', userText(printable(tags.join(', ')))),
  ]
}

/** When, and by whose numbers, which stands beneath the answer: a column more would leave room for none. */
function judgedOf({ judgedAt, report }: TenantRow): readonly Element[] {
  const moment = h('p.quiet', `judged ${formatMoment(judgedAt)}`)
  return isOfStandIn(report) ? [moment, h('p', h('strong', 'Made up: a stand-in, not Microsoft'))] : [moment]
}

function ruleOf({ failure }: TenantRow, { weakest, failing }: Standing): Content {
  if (failure !== undefined)
    return [userText(printable(failure.what)), h('p.quiet', userText(printable(failure.todo)))]
  if (weakest === undefined) return '–'
  const others =
    failing > 1 ? h('p.quiet', `and ${failing - 1} more that ${failing === 2 ? 'fails' : 'fail'}`) : null
  return [
    h('span.code', weakest.rule.id),
    weakest.reason ? h('p.quiet', userText(weakest.reason.what)) : null,
    others,
  ]
}

function shareOf(reported: Reported | undefined): number | string {
  const { count, population } = reported ?? {}
  return count === undefined || !population ? '' : (count / population) * 100
}

function missingOf(reported: Reported | undefined): string {
  return reported?.shortfall === undefined || reported.shortfall === 0 ? '–' : formatCount(reported.shortfall)
}

function sparkOf(points: readonly Point[], at: number): Content {
  if (points.length < 2) return h('span.quiet', 'no history')
  const described = {
    id: `spark-${at}`,
    title: 'Trend of the weakest rule',
    description: describeTrend(points),
  }
  return h('div.chart.spark', [drawing(sparkLine(points, described))])
}

/** By how much the share rose since the history began, for sorting. */
function changeOf(points: readonly Point[]): number | string {
  const shares = points.flatMap(({ count, population }) =>
    count === null || !population ? [] : [count / population],
  )
  const [first, last] = [shares[0], shares.at(-1)]
  return first === undefined || last === undefined ? '' : last - first
}
