import { amount, formatCount } from '../../../model/count.ts'
import type { RuleAnswer } from '../../../rules/outcome.ts'
import type { TrendPoint } from '../../../rules/trend-point.ts'
import { findingsOf } from '../../findings.ts'
import { answerLooks } from '../../outcome-words.ts'
import { type Report, titleOf } from '../../report.ts'
import { answerAt } from '../chart/strip.ts'

/** The answers of the assessment before that of a report; empty where none is kept. */
export function answersBefore(
  trend: readonly TrendPoint[],
  { judgedAt }: Pick<Report, 'judgedAt'>,
): readonly TrendPoint[] {
  const earlier = trend.filter((point) => point.judgedAt < judgedAt)
  const last = earlier.reduce((latest, point) => (point.judgedAt > latest ? point.judgedAt : latest), '')
  return earlier.filter((point) => point.judgedAt === last)
}

interface Change {
  readonly words: string
  readonly worse: boolean
  readonly better: boolean
}

const mostNamed = 5

/** What has changed since then, a sentence a line: what was lost first. */
export function changeLines(
  reports: readonly Report[],
  before: ReadonlyMap<string, readonly TrendPoint[]>,
): readonly string[] {
  const known = reports.filter(({ tenant }) => (before.get(tenant.key) ?? []).length > 0)
  if (known.length === 0) return ['No earlier assessment of these tenants is kept.']
  const changes = known.flatMap((report) => changesOf(report, before.get(report.tenant.key) ?? []))
  const fresh = reports.length - known.length
  const lines = [
    ...group(
      'no longer pass',
      'no longer passes',
      changes.filter(({ worse }) => worse),
    ),
    ...group(
      'pass now',
      'passes now',
      changes.filter(({ better }) => better),
    ),
    ...group(
      'have another answer',
      'has another answer',
      changes.filter(({ worse, better }) => !worse && !better),
    ),
    ...(fresh === 0 ? [] : [`${amount(fresh, 'tenant')} without an earlier assessment.`]),
  ]
  return lines.length === 0 ? ['Every rule has the same answer as before.'] : lines
}

function changesOf(report: Report, before: readonly TrendPoint[]): readonly Change[] {
  return findingsOf(report).flatMap(({ rule, answer, numbers }) => {
    const past = before.find(({ rule: id }) => id === rule.id)
    if (past === undefined) return []
    const then = answerAt(past)
    if (then === answer) return []
    const ratio = numbers?.percent === undefined ? '' : ` at ${numbers.ratio}`
    return [
      {
        words: `${titleOf(report.tenant)}, ${rule.id}: ${word(then)}, now ${word(answer)}${ratio}`,
        worse: then === 'passed',
        better: answer === 'passed',
      },
    ]
  })
}

function group(many: string, one: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return []
  const named = changes.slice(0, mostNamed).map(({ words }) => words)
  const more = changes.length - named.length
  const verb = changes.length === 1 ? one : many
  return [
    `${amount(changes.length, 'rule')} ${verb}: ${named.join('; ')}${more === 0 ? '' : `; and ${formatCount(more)} more`}.`,
  ]
}

function word(answer: RuleAnswer): string {
  return answerLooks[answer].word
}
