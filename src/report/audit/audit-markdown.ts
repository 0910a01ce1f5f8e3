import type { BlockContent, List, PhrasingContent, Root, TableRow } from 'mdast'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { formatCount } from '../../posture/count.ts'
import { strict } from '../markdown-strict.ts'
import { formatMoment } from '../moment.ts'
import { oneLine } from '../plain.ts'
import { type AuditInput, type AuditOutcome, type AuditRow, titleOf } from './audit-row.ts'
import { answers, rowLine, noteSentences, summarySentence } from './audit-sentence.ts'

/** For job summaries. A syntax tree, so that user text is escaped by its serializer. */
export function renderAuditMarkdown(input: AuditInput): string {
  const notes = [
    ...input.rows.filter(({ outcome }) => outcome !== 'pass').map(rowLine),
    ...noteSentences(input.rows),
  ]
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 2, children: phrase('MFA registration, by tenant') },
      paragraph(`${summarySentence(input)} Finished at ${formatMoment(input.finishedAt)}.`),
      table(input.rows),
      ...(notes.length === 0 ? [] : [list(notes)]),
    ],
  }
  return toMarkdown(tree, { extensions: [gfmTableToMarkdown(), strict], bullet: '-' })
}

const signs: Readonly<Record<AuditOutcome, string>> = {
  pass: '✅',
  violation: '❌',
  undetermined: '❔',
  defect: '🛑',
}

function table(rows: readonly AuditRow[]): BlockContent {
  const head = ['', 'Tenant', 'Answer', 'Rule', 'Ratio', 'Users', 'Minimum']
  return {
    type: 'table',
    align: [null, null, null, null, 'right', 'right', 'right'],
    children: [tableRow(head), ...rows.flatMap(cellsOf).map(tableRow)],
  }
}

function cellsOf(row: AuditRow): readonly (readonly string[])[] {
  const start = [signs[row.outcome], titleOf(row.tenant), answers[row.outcome]]
  if (row.report === undefined) return [[...start, '–', '–', '–', '–']]
  return row.report.verdicts.map(({ rule, verdict, count, population, ratioPercent }) => [
    ...start,
    rule.id,
    ratioPercent === undefined ? verdict : `${ratioPercent} %`,
    count === undefined || population === undefined
      ? '–'
      : `${formatCount(count)} of ${formatCount(population)}`,
    `${rule.minimumPercent} %`,
  ])
}

function tableRow(texts: readonly string[]): TableRow {
  return {
    type: 'tableRow',
    children: texts.map((value) => ({ type: 'tableCell', children: phrase(value) })),
  }
}

function paragraph(value: string): BlockContent {
  return { type: 'paragraph', children: phrase(value) }
}

function list(values: readonly string[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: values.map((value) => ({ type: 'listItem', children: [paragraph(value)] })),
  }
}

function phrase(value: string): PhrasingContent[] {
  return [{ type: 'text', value: oneLine(value) }]
}
