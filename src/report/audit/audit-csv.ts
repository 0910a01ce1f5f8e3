import { stringify } from 'csv-stringify/sync'
import { oneLine } from '../plain.ts'
import { ruleAnswerOf } from '../../rules/outcome.ts'
import { auditAnswerOf, type AuditInput, type AuditRow } from './audit-row.ts'
import type { ReportedVerdict } from './audit-sentence.ts'
import { unmatchedNote } from '../unmatched-note.ts'

type Cells = Readonly<Record<string, string | number>>

/** RFC 4180, a line per tenant and rule, header first. Text that a spreadsheet would run as a formula gets an apostrophe. */
export function renderAuditCsv({ rows }: AuditInput): string {
  const lines = rows.flatMap((row) =>
    row.report === undefined
      ? [
          {
            ...about(row),
            ...verdictCells(undefined),
            message: oneLine(row.reason?.what ?? ''),
            ...summary(row, undefined),
          },
        ]
      : row.report.verdicts.map((verdict) => ({
          ...about(row),
          ...verdictCells(verdict),
          message: oneLine(verdict.message),
          ...summary(row, verdict),
        })),
  )
  const columns = Object.keys(lines[0] ?? {})
  return stringify(lines, {
    header: true,
    columns,
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  })
}

function about({ tenant, outcome, judgedAt }: AuditRow): Cells {
  const { key, id, name, tags } = tenant
  return {
    tenant: key,
    tenant_id: id ?? '',
    name: oneLine(name ?? ''),
    tags: oneLine(
      Object.entries(tags)
        .map(([tag, value]) => `${tag}=${value}`)
        .join(' '),
    ),
    outcome: auditAnswerOf(outcome),
    judged_at: judgedAt,
  }
}

/** What people should read: the columns before tell programs what the gate does. */
function summary({ outcome }: AuditRow, verdict: ReportedVerdict | undefined): Cells {
  const answer = verdict && ruleAnswerOf({ kind: verdict.verdict, waived: verdict.waived })
  const excluded = verdict?.reading?.exclusions?.excluded ?? []
  return {
    answer: answer ?? '',
    summary: outcome,
    excluded_nobody: oneLine(unmatchedNote(excluded) ?? ''),
  }
}

const columnsOfVerdict = {
  rule: ({ rule }) => oneLine(rule.id),
  verdict: ({ verdict }) => verdict,
  effect: ({ effect }) => effect,
  waived: ({ waived }) => yesNo(waived),
  measure: ({ rule }) => rule.measure,
  segment: ({ rule }) => rule.segment,
  minimum_percent: ({ rule }) => rule.minimumPercent,
  count: ({ count }) => count,
  population: ({ population }) => population,
  ratio_percent: ({ ratioPercent }) => ratioPercent,
  reason_code: ({ reason }) => reason?.code,
  simulated: ({ reading }) => yesNo(reading?.simulated),
} as const satisfies Record<string, (verdict: ReportedVerdict) => string | number | null | undefined>

function verdictCells(given: ReportedVerdict | undefined): Cells {
  const cells = Object.entries(columnsOfVerdict).map(([name, tell]) => [name, given && tell(given)] as const)
  return Object.fromEntries(cells.map(([name, cell]) => [name, cell ?? '']))
}

function yesNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no'
}
