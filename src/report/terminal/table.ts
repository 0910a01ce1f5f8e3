import { type Finding, findingsOf } from '../findings.ts'
import { type Paint, painter } from '../paint.ts'
import { oneLine } from '../plain.ts'
import type { Report, Terminal } from '../report.ts'
import { bar } from './bar.ts'
import { type Cell, type Column, fitTable, tableWidth } from './fit-table.ts'

/** On a screen that is narrower a table says less than sentences do. */
export const narrowest = 60
/** On a wider one the eye would lose the row. */
const widest = 120

const mark = { head: '' }
const bars = { head: '' }
const texts: readonly Column[] = [
  { head: 'rule', least: 14 },
  { head: 'ratio', least: 9 },
  { head: 'minimum' },
  { head: 'enforcement', least: 9 },
]

/** A row per rule, as wide as the screen; the bar goes first when there is little room, then the table. */
export function renderTable(reports: readonly Report[], { columns: width, colour }: Terminal): string {
  if (width === undefined || width < narrowest) return ''
  const findings = reports.flatMap((report) => findingsOf(report))
  const paint = painter(colour)
  const rows = findings.map((finding) => cellsOf(finding, paint))
  const room = Math.min(width, widest) - tableWidth([mark, ...texts], rows) - 3
  const barWidth = room >= 20 ? 20 : room >= 10 ? 10 : 0
  if (barWidth === 0) return fitTable([mark, ...texts], rows, width)
  const [rule, ...others] = texts as [Column, ...Column[]]
  const drawn = findings.map((finding, at): readonly Cell[] => {
    const [first, id, ...rest] = rows[at] as readonly [Cell, Cell, ...Cell[]]
    return [first, id, { ...first, text: drawnOf(finding, barWidth) }, ...rest]
  })
  return fitTable([mark, rule, bars, ...others], drawn, width)
}

/** The colour of what an answer does. */
export function tintOf({ kind, effect }: Pick<Finding, 'kind' | 'effect'>): Parameters<Paint>[0] {
  if (kind === 'not-applicable') return 'dim'
  return ({ stop: 'red', warn: 'yellow', none: 'green' } as const)[effect]
}

function cellsOf(finding: Finding, paint: Paint): readonly Cell[] {
  const { kind, rule, numbers, demanded, level, marks, look } = finding
  const tint = tintOf(finding)
  return [
    { text: marks.mark, paint: (line) => paint(tint, line) },
    { text: oneLine(rule.id) },
    { text: numbers?.ratio ?? (kind === 'undetermined' ? 'unknown' : look.word) },
    { text: demanded },
    { text: level },
  ]
}

/** Nobody has no ratio. */
function drawnOf({ numbers, minimum }: Finding, width: number): string {
  const { count, population } = numbers ?? {}
  return count !== undefined && population ? bar(count, population, minimum, width) : ''
}
