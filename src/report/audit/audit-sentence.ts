import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import { type AuditInput, type AuditOutcome, type AuditRow, titleOf } from './audit-row.ts'
import { logLine } from '../plain.ts'
import { sentence } from '../sentence.ts'

export type ReportedVerdict = AssessmentReport['verdicts'][number]

export const marks: Readonly<Record<AuditOutcome, string>> = {
  pass: '✓',
  violation: '✗',
  undetermined: '?',
  defect: '‼',
}

export const answers: Readonly<Record<AuditOutcome, string>> = {
  pass: 'passed',
  violation: 'below the minimum',
  undetermined: 'could not determine',
  defect: 'defect',
}

/** The answer for one line of a log, told by the first verdict that stops, else the first that warns. */
export function rowLine(row: AuditRow): string {
  const told = row.report === undefined ? [] : weighty(row.report)
  const headline = told[0]?.message ?? row.reason?.what
  const said = headline === undefined ? '' : `: ${headline}`
  return logLine(
    sentence(`${marks[row.outcome]} ${titleOf(row.tenant)}${said || `: ${answers[row.outcome]}`}`),
  )
}

/** The verdicts that somebody should look at: those that stop, and before a pass those that warn. */
export function weighty({ verdicts }: AssessmentReport): readonly ReportedVerdict[] {
  const stopping = verdicts.filter(({ effect }) => effect === 'stop')
  return stopping.length > 0 ? stopping : verdicts.filter(({ effect }) => effect === 'warn')
}

/** `Audited 200 tenants: 150 passed, 40 below the minimum, 10 could not determine.` */
export function summarySentence({ rows, open }: Pick<AuditInput, 'rows' | 'open'>): string {
  const order = ['pass', 'violation', 'undetermined', 'defect'] as const
  const counts = order.flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${answers[outcome]}`]
  })
  const tenants = `${rows.length} ${rows.length === 1 ? 'tenant' : 'tenants'}`
  const left = open.length === 0 ? '' : `; ${open.length} not audited`
  return `Audited ${tenants}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}${left}.`
}

/** What a reader must know of the rows besides their answers. */
export function noteSentences(rows: readonly AuditRow[]): readonly string[] {
  return [...standInSentences(rows), ...sameTenantSentences(rows)]
}

function standInSentences(rows: readonly AuditRow[]): readonly string[] {
  const simulated = rows.filter(({ report }) =>
    report?.verdicts.some(({ reading }) => reading?.simulated === true),
  )
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
