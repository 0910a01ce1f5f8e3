import { stringify } from 'csv-stringify/sync'
import { formatMinimum, formatRatio } from '../../posture/ratio.ts'
import type { Reading } from '../../posture/snapshot.ts'
import { formatDay } from '../../rules/calendar.ts'
import { ruleAnswerOf } from '../../rules/outcome.ts'
import type { Verdict } from '../../rules/verdict.ts'
import { answeredBy, type Finding, findingsOf } from '../findings.ts'
import { oneLine } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { unmatchedNote } from '../unmatched-note.ts'

type Cells = Readonly<Record<string, string | number>>

/** RFC 4180, a line per rule, header first. Text that a spreadsheet would run as a formula gets an apostrophe, and the mark by which Excel
 * knows UTF-8 comes first. */
export function renderCsv(input: ReportInput): string {
  const rows = findingsOf(input).map((finding) => ({
    ...answer(finding),
    ...numbers(finding.verdict),
    ...source(finding.verdict.reading),
    ...waiver(finding.verdict),
    message: oneLine(finding.headline),
    answer: ruleAnswerOf(answeredBy(finding)),
    summary: input.assessment.outcome,
    excluded_nobody: excludedNobody(finding.verdict.reading),
  }))
  const columns = Object.keys(rows[0] ?? {})
  return stringify(rows, {
    header: true,
    columns,
    escape_formulas: true,
    bom: true,
    record_delimiter: 'windows',
  })
}

function answer({ rule, verdict, effect, waived }: Finding): Cells {
  return {
    rule: oneLine(rule.id),
    verdict: verdict.kind,
    effect,
    waived: yesNo(waived),
    measure: rule.measure,
    segment: rule.segment,
    enforcement: rule.enforcement,
    severity: rule.severity,
    minimum_percent: bare(formatMinimum(rule.minimum)),
  }
}

function numbers(verdict: Verdict): Cells {
  if (verdict.kind !== 'pass' && verdict.kind !== 'violation')
    return { count: '', population: '', ratio_percent: '', shortfall: '' }
  const { count, population, rule } = verdict
  return {
    count,
    population,
    ratio_percent: bare(formatRatio(count, population, rule.minimum)),
    shortfall: 'shortfall' in verdict ? verdict.shortfall : 0,
  }
}

function source(reading: Reading | undefined): Cells {
  if (reading?.kind !== 'snapshot') return { tenant: '', source: '', received_at: '', simulated: '' }
  const { tenantId, provenance } = reading.snapshot
  return {
    tenant: oneLine(tenantId),
    source: provenance.source,
    received_at: provenance.receivedAt,
    simulated: yesNo(provenance.simulated),
  }
}

function excludedNobody(reading: Reading | undefined): string {
  const excluded = reading?.kind === 'snapshot' ? reading.snapshot.exclusions?.excluded : undefined
  return oneLine(unmatchedNote(excluded ?? []) ?? '')
}

function waiver(verdict: Verdict): Cells {
  if (!('waiving' in verdict) || verdict.waiving.kind !== 'waived')
    return { waiver_owner: '', waiver_ticket: '', waiver_expires: '', waiver_reason: '' }
  const { owner, ticket, expires, reason } = verdict.waiving.waiver
  return {
    waiver_owner: oneLine(owner),
    waiver_ticket: oneLine(ticket),
    waiver_expires: formatDay(expires),
    waiver_reason: oneLine(reason),
  }
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function bare(percent: string): string {
  return percent.replace(' %', '')
}
