import { amount, formatCount } from '../../../model/count.ts'
import { phraseOf } from '../../../model/measure.ts'
import { nounOf } from '../../../model/segment.ts'
import { type Finding, findingsOf } from '../../findings.ts'
import { type Report, titleOf } from '../../report.ts'
import { wholeSentence } from '../../sentence.ts'
import { moreUsers } from '../../todo-lines.ts'

/** One thing to do in one tenant. */
interface Need {
  /** The same for what is mended in the same way. */
  readonly key: string
  readonly what: (missing: number) => string
  readonly tenant: string
  readonly missing: number
  readonly stops: boolean
}

interface TopTask {
  readonly what: string
  /** Where, those where the most is missing first. */
  readonly where: string
}

const namedTenants = 5

/** What mends the most: what stops deployments before what warns, then what helps the most tenants and users. */
export function topTasks(reports: readonly Report[], most: number): readonly TopTask[] {
  const groups = [...Map.groupBy(reports.flatMap(needsOf), ({ key }) => key).values()]
  const sizes = groups.map((needs) => ({
    needs,
    stops: needs.filter(({ stops }) => stops).length,
    missing: needs.reduce((sum, need) => sum + need.missing, 0),
  }))
  return sizes
    .sort((a, b) => b.stops - a.stops || b.needs.length - a.needs.length || b.missing - a.missing)
    .slice(0, most)
    .map(({ needs, missing }) => ({ what: needs[0]?.what(missing) ?? '', where: whereOf(needs) }))
}

function needsOf(report: Report): readonly Need[] {
  const tenant = titleOf(report.tenant)
  if (report.reason !== undefined) {
    const { todo } = report.reason
    return [{ key: todo, what: () => wholeSentence(todo), tenant, missing: 0, stops: true }]
  }
  const needs = findingsOf(report).flatMap((finding) => needOf(finding, tenant))
  // Two rules that want the same of one tenant are one thing to do: the one that wants more.
  const largest = Map.groupBy(needs, ({ key }) => key)
  return [...largest.values()].map((same) =>
    same.reduce((most, one) => ({
      ...(one.missing > most.missing ? one : most),
      stops: one.stops || most.stops,
    })),
  )
}

function needOf(finding: Finding, tenant: string): readonly Need[] {
  const { kind, waived, effect, rule, reason, shortfall } = finding
  const stops = effect === 'stop'
  if (waived || kind === 'pass' || kind === 'not-applicable') return []
  if (kind === 'undetermined') {
    const todo = reason?.todo ?? 'run again'
    return [{ key: todo, what: () => wholeSentence(todo), tenant, missing: 0, stops }]
  }
  const { segment, measure } = rule
  const what = (missing: number): string =>
    missing === 0
      ? `Find out why the share of ${nounOf(segment, 2)} ${phraseOf(measure)} fell.`
      : `Get ${moreUsers(rule, missing)}.`
  return [{ key: `${segment} ${measure} ${shortfall === 0}`, what, tenant, missing: shortfall, stops }]
}

function whereOf(needs: readonly Need[]): string {
  const largest = needs.toSorted((one, other) => other.missing - one.missing)
  const names = largest
    .slice(0, namedTenants)
    .map(({ tenant, missing }) => (missing === 0 ? tenant : `${tenant} (${formatCount(missing)})`))
  const more = needs.length - names.length
  return `${amount(needs.length, 'tenant')}: ${names.join(', ')}${more === 0 ? '' : ` and ${formatCount(more)} more`}`
}
