import { stringify } from 'csv-stringify/sync'
import { type Finding, findingsOf } from '../findings.ts'
import { oneLine } from '../plain.ts'
import { missingWords } from '../method-lines.ts'
import { signInLines } from '../sign-in-lines.ts'
import { auditAnswerOf, type Render, type Report } from '../report.ts'
import { unmatchedNote } from '../unmatched-note.ts'

/**
 * RFC 4180, a line per rule, header first. Text that a spreadsheet would run as a formula gets an apostrophe, and the
 * mark by which Excel knows UTF-8 comes first.
 */
export const renderCsv: Render = (reports, { audit }) => {
  const columns = audit === undefined ? checkColumns : auditColumns
  const rows = reports.flatMap((report) => {
    const findings = findingsOf(report)
    return findings.length === 0 ? [{ report }] : findings.map((finding) => ({ report, finding }))
  })
  const cells = rows.map((row) =>
    Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(row) ?? ''])),
  )
  return stringify(cells, {
    header: true,
    columns: Object.keys(columns),
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  })
}

/** A line: one rule's answer, or a report without any. */
interface Row {
  readonly report: Report
  readonly finding?: Finding
}

type Columns = Readonly<Record<string, (row: Row) => string | number | undefined>>

function ofFinding(
  columns: Readonly<Record<string, (finding: Finding) => string | number | undefined>>,
): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, cell]) => [name, ({ finding }: Row) => finding && cell(finding)]),
  )
}

const answer = ofFinding({
  rule: ({ rule }) => oneLine(rule.id),
  verdict: ({ kind }) => kind,
  effect: ({ effect }) => effect,
  waived: ({ waived }) => yesNo(waived),
  measure: ({ rule }) => rule.measure,
  segment: ({ rule }) => rule.segment,
})

const enforced = ofFinding({
  enforcement: ({ rule }) => rule.enforcement,
  severity: ({ rule }) => rule.severity,
})

const counted = ofFinding({
  minimum_percent: ({ demanded }) => bare(demanded),
  count: ({ numbers }) => numbers?.count,
  population: ({ numbers }) => numbers?.population,
  ratio_percent: ({ numbers }) => numbers && bare(numbers.ratio),
})

const missing = ofFinding({ shortfall: ({ numbers, shortfall }) => numbers && shortfall })

const from = ofFinding({
  source: ({ reading }) => reading?.source,
  received_at: ({ reading }) => reading?.receivedAt,
})

const standIn = ofFinding({
  simulated: ({ reading }) => (reading?.simulated === undefined ? undefined : yesNo(reading.simulated)),
})

const waived = ofFinding({
  waiver_owner: ({ waiver }) => oneLine(waiver?.owner ?? ''),
  waiver_ticket: ({ waiver }) => oneLine(waiver?.ticket ?? ''),
  waiver_expires: ({ waiver }) => waiver?.expires,
  waiver_reason: ({ waiver }) => oneLine(waiver?.reason ?? ''),
})

/** What people should read: the columns before tell programs what the gate does. */
const forPeople: Columns = {
  message: ({ report, finding }) => oneLine(finding?.headline ?? report.reason?.what ?? ''),
  answer: ({ finding }) => finding?.answer,
  summary: ({ report }) => report.outcome,
  excluded_nobody: ({ finding }) =>
    oneLine(unmatchedNote(finding?.reading?.exclusions?.excluded ?? []) ?? ''),
}

const tenant: Columns = {
  tenant: ({ report }) => report.tenant.key,
  tenant_id: ({ report }) => report.tenant.id,
  name: ({ report }) => oneLine(report.tenant.name ?? ''),
  tags: ({ report }) =>
    oneLine(
      Object.entries(report.tenant.tags)
        .map(([tag, value]) => `${tag}=${value}`)
        .join(' '),
    ),
  outcome: ({ report }) => auditAnswerOf(report.outcome),
  judged_at: ({ report }) => report.judgedAt,
}

/** Of measures by method, where the message has what the answer hangs on; and context. */
const doubtful = ofFinding({
  possibly: ({ numbers }) => numbers?.possibly,
  methods_unknown: ({ unknown }) => unknown && oneLine(missingWords(unknown.missing, unknown)),
  sign_ins: ({ reading }) => (reading === null ? undefined : signInLines(reading)[0]),
  without_row: ({ reading }) => reading?.withoutRow,
})

/** In the orders that were promised before the two had the same columns. */
const checkColumns: Columns = {
  ...{ ...answer, ...enforced, ...counted, ...missing },
  ...ofFinding({ tenant: ({ reading }) => oneLine(reading?.tenantId ?? '') }),
  ...{ ...from, ...standIn, ...waived, ...forPeople, ...doubtful },
}

const auditColumns: Columns = {
  ...{ ...tenant, ...answer, ...counted },
  ...ofFinding({ reason_code: ({ reason }) => reason?.code }),
  ...{ ...standIn, ...forPeople, ...enforced, ...missing, ...from, ...waived, ...doubtful },
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function bare(percent: string): string {
  return percent.replace(' %', '')
}
