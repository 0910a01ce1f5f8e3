import { stringify } from 'csv-stringify/sync'
import { ruleAnswerOf } from '../../rules/outcome.ts'
import { answeredBy, type Finding, findingsOf, originOf } from '../findings.ts'
import { oneLine } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { openWords } from '../method-lines.ts'
import { unmatchedNote } from '../unmatched-note.ts'

type Cells = Readonly<Record<string, string | number>>

/** RFC 4180, a line per rule, header first. Text that a spreadsheet would run as a formula gets an apostrophe, and the mark by which Excel
 * knows UTF-8 comes first. */
export function renderCsv(input: ReportInput): string {
  const rows = findingsOf(input).map((finding) => ({
    ...answer(finding),
    ...numbersOf(finding),
    ...source(finding),
    ...waiverOf(finding),
    message: oneLine(finding.headline),
    answer: ruleAnswerOf(answeredBy(finding)),
    summary: input.assessment.outcome,
    excluded_nobody: oneLine(unmatchedNote(finding.reading?.exclusions?.excluded ?? []) ?? ''),
    possibly: finding.numbers?.possibly ?? '',
    methods_unknown: unknownOf(finding),
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

function answer({ rule, kind, effect, waived, demanded }: Finding): Cells {
  return {
    rule: oneLine(rule.id),
    verdict: kind,
    effect,
    waived: yesNo(waived),
    measure: rule.measure,
    segment: rule.segment ?? '',
    enforcement: rule.enforcement,
    severity: rule.severity,
    minimum_percent: bare(demanded),
  }
}

function numbersOf({ numbers }: Finding): Cells {
  if (numbers === undefined) return { count: '', population: '', ratio_percent: '', shortfall: '' }
  const { count, population, ratio, shortfall } = numbers
  return { count, population, ratio_percent: bare(ratio), shortfall }
}

function source(finding: Finding): Cells {
  const origin = originOf(finding)
  if (origin === undefined) return { tenant: '', source: '', received_at: '', simulated: '' }
  return {
    tenant: oneLine(origin.tenantId),
    source: origin.source,
    received_at: origin.receivedAt,
    simulated: yesNo(origin.simulated),
  }
}

/** Where the answer hangs on it, the message has it. */
function unknownOf({ unknown }: Finding): string {
  return unknown === undefined ? '' : oneLine(openWords(unknown))
}

function waiverOf({ waiver }: Finding): Cells {
  return {
    waiver_owner: oneLine(waiver?.owner ?? ''),
    waiver_ticket: oneLine(waiver?.ticket ?? ''),
    waiver_expires: waiver?.expires ?? '',
    waiver_reason: oneLine(waiver?.reason ?? ''),
  }
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function bare(percent: string): string {
  return percent.replace(' %', '')
}
