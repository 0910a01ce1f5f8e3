import { findingsOf } from '../findings.ts'
import { type Paint, painter } from '../paint.ts'
import { logLine } from '../plain.ts'
import { type Audit, noTerminal, type Report, type Terminal, titleOf } from '../report.ts'
import { linesOnce } from '../lines-once.ts'
import { sentence } from '../sentence.ts'
import { type Cell, type Column, fitTable, shortened } from '../terminal/fit-table.ts'
import { narrowest } from '../terminal/table.ts'
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
  return `${renderTable(reports, terminal ?? noTerminal)}${lines.join('\n')}\n`
}

const columns: readonly Column[] = [
  { head: '' },
  { head: 'tenant', least: 12 },
  { head: 'outcome', least: 9, spare: 2 },
  { head: 'rule', least: 12 },
  { head: 'answer', least: 11 },
  { head: 'ratio', least: 9 },
  { head: 'users', spare: 3 },
  { head: 'minimum', spare: 1 },
  { head: 'judged', spare: 4 },
]

/** A row per rule; what is said of the tenant stands in the first of its rows. Nothing where a screen has no room for it. */
function renderTable(reports: readonly Report[], { columns: width, colour }: Terminal): string {
  if (width !== undefined && width < narrowest) return ''
  const paint = painter(colour)
  return `${fitTable(
    columns,
    reports.flatMap((report) => rowsOf(report, paint)),
    width,
  )}\n`
}

function rowsOf(report: Report, paint: Paint): readonly (readonly Cell[])[] {
  const { word, mark, tone } = looks[report.outcome]
  const name = shortened(logLine(titleOf(report.tenant)), widestName)
  const [first, rest] = [
    [{ text: mark, paint: paintIn(tone, paint) }, { text: name }, { text: word }],
    [{ text: '' }, { text: '' }, { text: '' }],
  ]
  const findings = findingsOf(report)
  const judged = { text: judgedWords(report) }
  if (findings.length === 0) return [[...first, ...Array.from({ length: 5 }, () => ({ text: '–' })), judged]]
  return findings.map(({ rule, look, numbers, demanded }, at) => [
    ...(at === 0 ? first : rest),
    { text: logLine(rule.id) },
    { text: `${look.mark} ${look.word}`, paint: paintIn(look.tone, paint) },
    { text: numbers?.ratio ?? '–' },
    { text: numbers?.users ?? '–' },
    { text: demanded },
    at === 0 ? judged : { text: '' },
  ])
}

function paintIn(tone: keyof typeof tints, paint: Paint): NonNullable<Cell['paint']> {
  return (line) => paint(tints[tone], line)
}

function troubleLines(report: Report): readonly string[] {
  const { reason, tenant } = report
  const found = weighty(report)
  if (reason !== undefined) return [rowLine(report), `  To do: ${sentence(reason.todo)}`]
  if (found.length === 0) return [rowLine(report)]
  const lines = linesOnce(
    found.map(({ rule, headline, details }) => ({
      rule: rule.id,
      lines: [headline, ...details.filter((line) => line.startsWith('To do:'))],
    })),
  )
  return found.flatMap(({ rule, look }, index) => {
    const [headline = '', ...todo] = lines[index] ?? []
    return [
      logLine(`${look.mark} ${titleOf(tenant)}, ${rule.id}: ${headline}`),
      ...todo.map((line) => `  ${logLine(line)}`),
    ]
  })
}
