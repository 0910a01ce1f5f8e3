import { amount } from '../../model/count.ts'
import { auditOutcomes } from '../../schemas/outcome.ts'
import { type Finding, findingsOf } from '../findings.ts'
import { formatMoment } from '../moment.ts'
import { type Look, outcomeLooks } from '../outcome-words.ts'
import { logLine } from '../plain.ts'
import { type Audit, type AuditOutcome, isOfStandIn, type Report, tenantsBy, titleOf } from '../report.ts'
import { sentence } from '../sentence.ts'
import { unmatchedIn } from '../unmatched-note.ts'

export const looks = {
  ...outcomeLooks,
  defect: { word: 'defect', mark: '‼', emoji: '🛑', tone: 'violation' },
} as const satisfies Readonly<Record<AuditOutcome, Look>>

/** The outcome for one line of a log, told by the first verdict that stops, else the first that warns. */
export function rowLine(report: Report): string {
  const headline = weighty(report)[0]?.headline ?? report.reason?.what
  const { mark, word } = looks[report.outcome]
  const start = `${mark} ${titleOf(report.tenant)}: ${word}`
  return logLine(sentence(headline === undefined ? start : `${start}. ${headline}`))
}

/** The answers that somebody should look at: those that stop, and before a pass those that warn. */
export function weighty(report: Report): readonly Finding[] {
  const findings = findingsOf(report)
  const stopping = findings.filter(({ effect }) => effect === 'stop')
  return stopping.length > 0 ? stopping : findings.filter(({ effect }) => effect === 'warn')
}

/** `Audited 200 tenants: 150 passed, 40 refused, 10 could not determine.` */
export function summarySentence(reports: readonly Report[], { open }: Pick<Audit, 'open'>): string {
  const tenants = tenantsBy(reports)
  const counts = auditOutcomes
    .filter((outcome) => tenants[outcome] > 0)
    .map((outcome) => `${tenants[outcome]} ${looks[outcome].word}`)
    .reverse()
  const audited = amount(reports.length, 'tenant')
  const left = open.length === 0 ? '' : `; ${open.length} not audited`
  return `Audited ${audited}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}${left}.`
}

/** What a reader must know of the tenants besides their answers. */
export function noteSentences(reports: readonly Report[]): readonly string[] {
  return [...standInSentences(reports), ...sameTenantSentences(reports), ...unmatchedSentences(reports)]
}

function unmatchedSentences(reports: readonly Report[]): readonly string[] {
  return reports.flatMap(({ tenant, assessment }) => {
    const note = assessment && unmatchedIn(assessment.verdicts)
    return note === undefined ? [] : [`${titleOf(tenant)}: ${note}`]
  })
}

function standInSentences(reports: readonly Report[]): readonly string[] {
  const simulated = reports.filter(({ assessment }) => isOfStandIn(assessment))
  return simulated.length === 0
    ? []
    : [
        `${simulated.length} of them ${simulated.length === 1 ? 'was' : 'were'} read from the embedded tenant (a stand-in, not Microsoft).`,
      ]
}

/** Two entries that turned out to be one tenant, which a document cannot tell of a domain. */
function sameTenantSentences(reports: readonly Report[]): readonly string[] {
  const byId = Map.groupBy(
    reports.filter(({ tenant }) => tenant.id !== undefined),
    ({ tenant }) => tenant.id ?? '',
  )
  return [...byId]
    .filter(([, same]) => same.length > 1)
    .map(
      ([id, same]) =>
        `${same.map(({ tenant }) => titleOf(tenant)).join(' and ')} are one tenant, ${id}; list it once.`,
    )
}

/** When a tenant was judged, and the mark of a stand-in. */
export function judgedWords({ judgedAt, assessment }: Report): string {
  return `${formatMoment(judgedAt)}${isOfStandIn(assessment) ? ', SIMULATED' : ''}`
}
