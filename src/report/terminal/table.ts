import Table from 'cli-table3'
import { type Finding, findingsOf } from '../findings.ts'
import { type Paint, painter } from '../paint.ts'
import { oneLine } from '../plain.ts'
import type { Report, Terminal } from '../report.ts'
import { bar } from './bar.ts'

const headings = ['', 'rule', 'ratio', 'minimum', 'enforcement'] as const

/** Of the line: borders, padding, mark, ratio, minimum and enforcement without rule and bar. */
const fixedColumns = 50
const narrowest = 60

/** A row per rule, as wide as the screen; the bar goes first when there is little room, then the table. */
export function renderTable(reports: readonly Report[], { columns, colour }: Terminal): string {
  if (columns < narrowest) return ''
  const findings = reports.flatMap((report) => findingsOf(report))
  const paint = painter(colour)
  const room = Math.min(columns, 120) - fixedColumns
  const barWidth = room >= 45 ? 20 : room >= 28 ? 10 : 0
  const table = new Table({
    head: barWidth === 0 ? [...headings] : [...headings.slice(0, 2), '', ...headings.slice(2)],
    style: { head: [], border: [], compact: true },
    colWidths: [null, Math.max(8, room - (barWidth === 0 ? 0 : barWidth + 3))],
  })
  for (const finding of findings) table.push(row(finding, barWidth, paint))
  return table.toString()
}

const tints = { stop: 'red', warn: 'yellow', none: 'green' } as const

function row(finding: Finding, barWidth: number, paint: Paint): string[] {
  const { kind, rule, effect, numbers, minimum, demanded, level, marks, look } = finding
  const tint = kind === 'not-applicable' ? 'dim' : tints[effect]
  const { count, population } = numbers ?? {}
  // Nobody has no ratio.
  const drawn = count !== undefined && population ? bar(count, population, minimum, barWidth) : ''
  return [
    paint(tint, marks.mark),
    oneLine(rule.id),
    ...(barWidth === 0 ? [] : [paint(tint, drawn)]),
    numbers?.ratio ?? (kind === 'undetermined' ? 'unknown' : look.word),
    demanded,
    level,
  ]
}
