import Table from 'cli-table3'
import { formatCount } from '../../posture/count.ts'
import { painter } from '../paint.ts'
import { logLine } from '../plain.ts'
import { answerLookOf } from '../outcome-words.ts'
import type { Terminal } from '../report-input.ts'
import { sentence } from '../sentence.ts'
import { type AuditInput, type AuditRow, titleOf } from './audit-row.ts'
import {
  looks,
  type ReportedVerdict,
  judgedWords,
  rowLine,
  noteSentences,
  summarySentence,
  weighty,
} from './audit-sentence.ts'

const widestName = 36

const tints = {
  pass: 'green',
  waived: 'yellow',
  violation: 'red',
  undetermined: 'yellow',
  off: 'dim',
} as const

/** A table with a row per tenant, what to do where one did not pass, and the sum. */
export function renderAuditText(input: AuditInput, terminal?: Terminal): string {
  const troubled = input.rows.filter(({ outcome }) => outcome !== 'passed')
  const notes = noteSentences(input.rows).map(logLine)
  const lines = [...troubled.flatMap(troubleLines), summarySentence(input), ...notes]
  return `${renderTable(input.rows, terminal)}\n${lines.join('\n')}\n`
}

function renderTable(rows: readonly AuditRow[], terminal: Terminal | undefined): string {
  const paint = painter(terminal?.colour ?? false)
  const table = new Table({
    head: ['', 'tenant', 'outcome', 'rule', 'answer', 'ratio', 'minimum', 'judged'],
    style: { head: [], border: [], compact: true },
  })
  for (const row of rows) {
    const verdicts = row.report?.verdicts ?? []
    const cell = (tell: (verdict: ReportedVerdict) => string): string => verdicts.map(tell).join('\n') || '–'
    table.push([
      paint(tints[looks[row.outcome].tone], looks[row.outcome].mark),
      shortened(logLine(titleOf(row.tenant))),
      looks[row.outcome].word,
      cell(({ rule }) => logLine(rule.id)),
      cell(({ verdict, waived }) => answerLookOf({ kind: verdict, waived }).word),
      cell(ratio),
      cell(({ rule }) => `${rule.minimumPercent} %`),
      judgedWords(row),
    ])
  }
  return table.toString()
}

function ratio({ count, population, ratioPercent }: ReportedVerdict): string {
  if (count === undefined || population === undefined) {
    return '–'
  }
  if (population === 0) return 'nobody'
  return `${ratioPercent ?? 0} %, ${formatCount(count)} of ${formatCount(population)}`
}

function troubleLines(row: AuditRow): readonly string[] {
  if (row.report === undefined) {
    return [rowLine(row), ...(row.reason === undefined ? [] : [`  To do: ${sentence(row.reason.todo)}`])]
  }
  const told = weighty(row.report)
  if (told.length === 0) return [rowLine(row)]
  return told.flatMap(({ rule, message, details }) => [
    logLine(`${looks[row.outcome].mark} ${titleOf(row.tenant)}, ${rule.id}: ${message}`),
    ...details.filter((line) => line.startsWith('To do:')).map((line) => `  ${logLine(line)}`),
  ])
}

function shortened(text: string): string {
  return text.length > widestName ? `${text.slice(0, widestName - 1)}…` : text
}
