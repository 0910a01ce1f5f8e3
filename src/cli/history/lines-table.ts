import type { VerdictLine } from '../../history/history.ts'
import { formatCount } from '../../model/count.ts'
import { answerLooks } from '../../report/outcome-words.ts'
import { formatMoment } from '../../report/moment.ts'
import { type Paint, painter } from '../../report/paint.ts'
import { oneLine } from '../../report/plain.ts'
import type { Terminal } from '../../report/report.ts'
import { rowOf } from '../../report/row.ts'
import { type Cell, type Column, fitTable, frames } from '../../report/terminal/fit-table.ts'
import { tintOf } from '../../report/terminal/table.ts'

const columns: readonly Column[] = [
  { head: 'judged', least: 10 },
  { head: 'tenant', least: 10 },
  { head: 'rule', least: 10 },
  { head: 'answer', least: 11 },
  { head: 'count', align: 'right', spare: 2 },
  { head: 'population', align: 'right', spare: 3 },
  { head: 'ratio', align: 'right' },
  { head: 'minimum', align: 'right', spare: 1 },
]

/** A line a verdict, but where a screen has no room for it. */
export function renderLines(lines: readonly VerdictLine[], { columns: width, colour }: Terminal): string {
  if (lines.length === 0) return 'No assessment in the history matches these options.\n'
  const paint = painter(colour)
  const rows = lines.map((line) => cellsOf(line, paint))
  return `${fitTable(columns, rows, width, frames.bare)}\n`
}

function cellsOf(line: VerdictLine, paint: Paint): readonly Cell[] {
  const { verdict, reason } = line
  const name = oneLine(line.tenantName ?? line.tenantId)
  const label = [formatMoment(line.judgedAt), line.simulated ? `SIMULATED ${name}` : name].map(plain)
  if (verdict === null) {
    const text = answer(answerLooks.undetermined.word, reason?.code)
    return [...label, plain('-'), { text, paint: (one) => paint('red', one) }]
  }
  const { look, numbers, demanded } = rowOf(
    { ...verdict, possibly: verdict.possibly ?? undefined },
    { scaled: BigInt(verdict.minimumScaled) },
  )
  const tint = tintOf(verdict)
  const counted =
    numbers === undefined
      ? ['', '', '']
      : [formatCount(numbers.count), formatCount(numbers.population), numbers.ratio]
  return [
    ...label,
    plain(verdict.rule),
    { text: answer(look.word, verdict.reasonCode), paint: (one) => paint(tint, one) },
    ...[...counted, demanded].map(plain),
  ]
}

function plain(text: string): Cell {
  return { text }
}

function answer(word: string, reason: string | null | undefined): string {
  return reason === null || reason === undefined ? word : `${word}: ${oneLine(reason)}`
}
