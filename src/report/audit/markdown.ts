import type { BlockContent } from 'mdast'
import { findingsOf } from '../findings.ts'
import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { formatMoment } from '../moment.ts'
import type { Look } from '../outcome-words.ts'
import { type Audit, type Report, titleOf } from '../report.ts'
import { judgedWords, looks, noteSentences, rowLine, summarySentence } from './sentences.ts'

/** For job summaries. A syntax tree, so that user text is escaped by its serializer. */
export function renderAuditMarkdown(reports: readonly Report[], audit: Audit): string {
  const notes = [
    ...reports.filter(({ outcome }) => outcome !== 'passed').map(rowLine),
    ...noteSentences(reports),
  ]
  return markdownText([
    heading(2, 'MFA registration, by tenant'),
    paragraph(`${summarySentence(reports, audit)} Finished at ${formatMoment(audit.finishedAt)}.`),
    table(reports),
    ...(notes.length === 0 ? [] : [list(notes)]),
  ])
}

function table(reports: readonly Report[]): BlockContent {
  const head = ['Tenant', 'Outcome', 'Rule', 'Answer', 'Ratio', 'Users', 'Minimum', 'Judged']
  return {
    type: 'table',
    align: [null, null, null, null, 'right', 'right', 'right', null],
    children: [tableRow(head), ...reports.flatMap(rowsOf).map(tableRow)],
  }
}

function rowsOf(report: Report): readonly (readonly string[])[] {
  const start = [titleOf(report.tenant), marked(looks[report.outcome])]
  if (report.assessment === undefined) return [[...start, '–', '–', '–', '–', '–', judgedWords(report)]]
  return findingsOf(report).map(({ rule, look, numbers, demanded }) => [
    ...start,
    rule.id,
    marked(look),
    numbers?.ratio ?? '–',
    numbers?.users ?? '–',
    demanded,
    judgedWords(report),
  ])
}

/** The mark of a tenant is that of its outcome, and the mark of a rule that of its own answer. */
function marked({ emoji, word }: Look): string {
  return `${emoji} ${word}`
}
