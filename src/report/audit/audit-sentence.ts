import { isOfStandIn } from '../stand-in.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import { auditOutcomes } from '../../schemas/outcome.ts'
import { type Look, outcomeLooks } from '../outcome-words.ts'
import { type AuditInput, type AuditOutcome, type AuditRow, tenantsBy, titleOf } from './audit-row.ts'
import { logLine } from '../plain.ts'
import { formatMoment } from '../moment.ts'
import { sentence } from '../sentence.ts'
import { unmatchedOfReport } from '../unmatched-note.ts'

export type ReportedVerdict = AssessmentReport['verdicts'][number]

export const looks = {
  ...outcomeLooks,
  defect: { word: 'defect', mark: '‼', emoji: '🛑', tone: 'violation' },
} as const satisfies Readonly<Record<AuditOutcome, Look>>

/** The outcome for one line of a log, told by the first verdict that stops, else the first that warns. */
export function rowLine(row: AuditRow): string {
  const told = row.report === undefined ? [] : weighty(row.report)
  const headline = told[0]?.message ?? row.reason?.what
  const { mark, word } = looks[row.outcome]
  const start = `${mark} ${titleOf(row.tenant)}: `
  return logLine(sentence(headline === undefined ? `${start}${word}` : `${start}${word}. ${headline}`))
}

/** The verdicts that somebody should look at: those that stop, and before a pass those that warn. */
export function weighty({ verdicts }: AssessmentReport): readonly ReportedVerdict[] {
  const stopping = verdicts.filter(({ effect }) => effect === 'stop')
  return stopping.length > 0 ? stopping : verdicts.filter(({ effect }) => effect === 'warn')
}

/** `Audited 200 tenants: 150 passed, 40 refused, 10 could not determine.` */
export function summarySentence({ rows, open }: Pick<AuditInput, 'rows' | 'open'>): string {
  const tenants = tenantsBy(rows)
  const counts = auditOutcomes
    .filter((outcome) => tenants[outcome] > 0)
    .map((outcome) => `${tenants[outcome]} ${looks[outcome].word}`)
    .reverse()
  const audited = `${rows.length} ${rows.length === 1 ? 'tenant' : 'tenants'}`
  const left = open.length === 0 ? '' : `; ${open.length} not audited`
  return `Audited ${audited}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}${left}.`
}

/** What a reader must know of the rows besides their answers. */
export function noteSentences(rows: readonly AuditRow[]): readonly string[] {
  return [...standInSentences(rows), ...sameTenantSentences(rows), ...unmatchedSentences(rows)]
}

function unmatchedSentences(rows: readonly AuditRow[]): readonly string[] {
  return rows.flatMap(({ tenant, report }) => {
    const note = report === undefined ? undefined : unmatchedOfReport(report)
    return note === undefined ? [] : [`${titleOf(tenant)}: ${note}`]
  })
}

function standInSentences(rows: readonly AuditRow[]): readonly string[] {
  const simulated = rows.filter(({ report }) => isOfStandIn(report))
  return simulated.length === 0
    ? []
    : [
        `${simulated.length} of them ${simulated.length === 1 ? 'was' : 'were'} read from the embedded tenant (a stand-in, not Microsoft).`,
      ]
}

/** Two entries that turned out to be one tenant, which a document cannot tell of a domain. */
function sameTenantSentences(rows: readonly AuditRow[]): readonly string[] {
  const byId = Map.groupBy(
    rows.filter(({ tenant }) => tenant.id !== undefined),
    ({ tenant }) => tenant.id ?? '',
  )
  return [...byId]
    .filter(([, same]) => same.length > 1)
    .map(
      ([id, same]) =>
        `${same.map(({ tenant }) => titleOf(tenant)).join(' and ')} are one tenant, ${id}; list it once.`,
    )
}

/** When a row was judged, and the mark of a stand-in. */
export function judgedWords({ judgedAt, report }: AuditRow): string {
  return `${formatMoment(judgedAt)}${isOfStandIn(report) ? ', SIMULATED' : ''}`
}
