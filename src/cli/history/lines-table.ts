import Table from 'cli-table3'
import type { KeptVerdict, VerdictLine } from '../../history/history.ts'
import { formatCount, toCount } from '../../posture/count.ts'
import { formatMinimum, formatRatio } from '../../posture/ratio.ts'
import { answerLookOf, answerLooks } from '../../report/outcome-words.ts'
import { formatMoment } from '../../report/moment.ts'
import { type Paint, painter } from '../../report/paint.ts'
import { oneLine } from '../../report/plain.ts'

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
  if (lines.length === 0) return 'No assessment is kept that fits.\n'
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
  const met = verdict.kind === 'not-applicable' ? 'dim' : 'green'
  const tint = ({ stop: 'red', warn: 'yellow', none: met } as const)[verdict.effect]
  return [...label, verdict.rule, paint(tint, verdictText(verdict)), ...numbers(verdict)]
}

function verdictText(verdict: KeptVerdict): string {
  return answer(answerLookOf(verdict).word, verdict.reasonCode)
}

function answer(word: string, reason: string | null | undefined): string {
  return reason === null || reason === undefined ? word : `${word}: ${oneLine(reason)}`
}

function numbers({ count, population, minimumScaled }: KeptVerdict): readonly string[] {
  const minimum = { scaled: BigInt(minimumScaled) }
  const judged = { count: toCount(count ?? ''), population: toCount(population ?? '') }
  if (judged.count === undefined || judged.population === undefined)
    return ['', '', '', formatMinimum(minimum)]
  return [
    formatCount(judged.count),
    formatCount(judged.population),
    formatRatio(judged.count, judged.population, minimum),
    formatMinimum(minimum),
  ]
}
