import Table from 'cli-table3'
import { type Finding, findingsOf } from '../findings.ts'
import { painter } from '../paint.ts'
import { logLine } from '../plain.ts'
import { type Audit, type Report, type Terminal, titleOf } from '../report.ts'
import { sentence } from '../sentence.ts'
import { judgedWords, looks, noteSentences, rowLine, summarySentence, weighty } from './sentences.ts'

const widestName = 36

const tints = {
  pass: 'green',
  waived: 'yellow',
  violation: 'red',
  undetermined: 'yellow',
  off: 'dim',
} as const

/** A table with a row per tenant, what to do where one did not pass, and the sum. */
export function renderAuditText(reports: readonly Report[], audit: Audit, terminal?: Terminal): string {
  const troubled = reports.filter(({ outcome }) => outcome !== 'passed')
  const notes = noteSentences(reports).map(logLine)
  const lines = [...troubled.flatMap(troubleLines), summarySentence(reports, audit), ...notes]
  return `${renderTable(reports, terminal)}\n${lines.join('\n')}\n`
}

function renderTable(reports: readonly Report[], terminal: Terminal | undefined): string {
  const paint = painter(terminal?.colour ?? false)
  const table = new Table({
    head: ['', 'tenant', 'outcome', 'rule', 'answer', 'ratio', 'minimum', 'judged'],
    style: { head: [], border: [], compact: true },
  })
  for (const report of reports) {
    const findings = findingsOf(report)
    const cell = (tell: (finding: Finding) => string): string => findings.map(tell).join('\n') || '–'
    const { mark, word, tone } = looks[report.outcome]
    table.push([
      paint(tints[tone], mark),
      shortened(logLine(titleOf(report.tenant))),
      word,
      cell(({ rule }) => logLine(rule.id)),
      cell(({ look }) => `${paint(tints[look.tone], look.mark)} ${look.word}`),
      cell(({ numbers }) => (numbers === undefined ? '–' : `${numbers.ratio}, ${numbers.users}`)),
      cell(({ demanded }) => demanded),
      judgedWords(report),
    ])
  }
  return table.toString()
}

function troubleLines(report: Report): readonly string[] {
  const { reason, tenant } = report
  const found = weighty(report)
  if (reason !== undefined) return [rowLine(report), `  To do: ${sentence(reason.todo)}`]
  if (found.length === 0) return [rowLine(report)]
  return found.flatMap(({ rule, look, headline, details }) => [
    logLine(`${look.mark} ${titleOf(tenant)}, ${rule.id}: ${headline}`),
    ...details.filter((line) => line.startsWith('To do:')).map((line) => `  ${logLine(line)}`),
  ])
}

function shortened(text: string): string {
  return text.length > widestName ? `${text.slice(0, widestName - 1)}…` : text
}
