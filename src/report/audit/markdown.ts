import type { BlockContent } from 'mdast'
import { findingsOf } from '../findings.ts'
import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { formatMoment } from '../moment.ts'
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
  const head = ['', 'Tenant', 'Outcome', 'Rule', 'Answer', 'Ratio', 'Users', 'Minimum', 'Judged']
  return {
    type: 'table',
    align: [null, null, null, null, null, 'right', 'right', 'right', null],
    children: [tableRow(head), ...reports.flatMap(rowsOf).map(tableRow)],
  }
}

function rowsOf(report: Report): readonly (readonly string[])[] {
  const { emoji, word } = looks[report.outcome]
  const start = [emoji, titleOf(report.tenant), word]
  if (report.assessment === undefined) return [[...start, '–', '–', '–', '–', '–', judgedWords(report)]]
  return findingsOf(report).map(({ rule, look, numbers, demanded }) => [
    ...start,
    rule.id,
    look.word,
    numbers?.ratio ?? '–',
    numbers?.users ?? '–',
    demanded,
    judgedWords(report),
  ])
}
