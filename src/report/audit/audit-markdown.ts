import type { BlockContent } from 'mdast'
import { formatCount } from '../../posture/count.ts'
import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { answerLookOf } from '../outcome-words.ts'
import { formatMoment } from '../moment.ts'
import { type AuditInput, type AuditRow, titleOf } from './audit-row.ts'
import { judgedWords, looks, rowLine, noteSentences, summarySentence } from './audit-sentence.ts'

/** For job summaries. A syntax tree, so that user text is escaped by its serializer. */
export function renderAuditMarkdown(input: AuditInput): string {
  const notes = [
    ...input.rows.filter(({ outcome }) => outcome !== 'passed').map(rowLine),
    ...noteSentences(input.rows),
  ]
  return markdownText([
    heading(2, 'MFA registration, by tenant'),
    paragraph(`${summarySentence(input)} Finished at ${formatMoment(input.finishedAt)}.`),
    table(input.rows),
    ...(notes.length === 0 ? [] : [list(notes)]),
  ])
}

function table(rows: readonly AuditRow[]): BlockContent {
  const head = ['', 'Tenant', 'Outcome', 'Rule', 'Answer', 'Ratio', 'Users', 'Minimum', 'Judged']
  return {
    type: 'table',
    align: [null, null, null, null, null, 'right', 'right', 'right', null],
    children: [tableRow(head), ...rows.flatMap(cellsOf).map(tableRow)],
  }
}

function cellsOf(row: AuditRow): readonly (readonly string[])[] {
  const start = [looks[row.outcome].emoji, titleOf(row.tenant), looks[row.outcome].word]
  if (row.report === undefined) return [[...start, '–', '–', '–', '–', '–', judgedWords(row)]]
  return row.report.verdicts.map(({ rule, verdict, waived, count, population, ratioPercent }) => [
    ...start,
    rule.id,
    answerLookOf({ kind: verdict, waived }).word,
    ratioPercent === undefined ? '–' : `${ratioPercent} %`,
    count === undefined || population === undefined
      ? '–'
      : `${formatCount(count)} of ${formatCount(population)}`,
    `${rule.minimumPercent} %`,
    judgedWords(row),
  ])
}
