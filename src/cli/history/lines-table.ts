import Table from 'cli-table3'
import type { VerdictLine } from '../../history/history.ts'
import { formatCount } from '../../model/count.ts'
import { answerLooks } from '../../report/outcome-words.ts'
import { formatMoment } from '../../report/moment.ts'
import { type Paint, painter } from '../../report/paint.ts'
import { oneLine } from '../../report/plain.ts'
import { rowOf } from '../../report/row.ts'

const headings = ['judged', 'tenant', 'rule', 'answer', 'count', 'population', 'ratio', 'minimum'] as const

/** Without borders, so that a line is a line for other tools too. */
const bare = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((part) => [part, part === 'middle' ? '  ' : '']),
)

/** A line a verdict. */
export function renderLines(lines: readonly VerdictLine[], colour: boolean): string {
  if (lines.length === 0) return 'The history has no assessment that these options ask for.\n'
  const paint = painter(colour)
  const table = new Table({
    head: [...headings],
    chars: bare,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right'],
  })
  for (const line of lines) table.push([...cellsOf(line, paint)])
  return `${table.toString().replaceAll(/ +$/gm, '')}\n`
}

function cellsOf(line: VerdictLine, paint: Paint): readonly string[] {
  const { verdict, reason } = line
  const name = oneLine(line.tenantName ?? line.tenantId)
  const label = [formatMoment(line.judgedAt), line.simulated ? `SIMULATED ${name}` : name]
  if (verdict === null)
    return [...label, '-', paint('red', answer(answerLooks.undetermined.word, reason?.code)), '', '', '', '']
  const { look, numbers, demanded } = rowOf(
    { ...verdict, possibly: verdict.possibly ?? undefined },
    { scaled: BigInt(verdict.minimumScaled) },
  )
  const met = verdict.kind === 'not-applicable' ? 'dim' : 'green'
  const tint = ({ stop: 'red', warn: 'yellow', none: met } as const)[verdict.effect]
  const counted =
    numbers === undefined
      ? ['', '', '']
      : [formatCount(numbers.count), formatCount(numbers.population), numbers.ratio]
  return [...label, verdict.rule, paint(tint, answer(look.word, verdict.reasonCode)), ...counted, demanded]
}

function answer(word: string, reason: string | null | undefined): string {
  return reason === null || reason === undefined ? word : `${word}: ${oneLine(reason)}`
}
