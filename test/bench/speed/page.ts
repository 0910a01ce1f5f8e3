import { machine, table } from '../../proof/table.ts'
import type { Row } from './contest.ts'
import { mostGrowth, type Sitting } from './guard.ts'

/** docs/bench/speed.md, of the sitting on this machine. */
export function speedPage({ measuredAt, rows }: Sitting, minutes: number): string {
  const cells = rows.map((row) => [
    row.title,
    row.yardstick,
    seconds(row.wallMs),
    seconds(row.bareMs),
    row.ratio.toFixed(2),
    aimOf(row),
    row.peakMb === undefined ? '–' : `${Math.round(row.peakMb)} MB`,
    String(row.rounds),
  ])
  return `# How fast, each beside its yardstick

Written by \`npm run proof:speed\` on ${measuredAt.slice(0, 10)}, in one sitting of ${minutes.toFixed(0)} minutes: ${machine()}. Times are of whole processes, with an embedded tenant without quota on the same machine; ours and the yardstick run in turn; times are medians, memory is the highest of ours.

A yardstick checks nothing: the bare loop counts one flag, the bare scripts print two numbers. Against Microsoft the quota decides the time, not these numbers.

${table(['what', 'yardstick', 'ours', 'yardstick', 'ratio', 'aim', 'memory', 'rounds'], cells)}

\`npm run proof:speed -- --guard\` measures again and compares each ratio with the one of the same kind of machine in [speed.json](speed.json); one that is more
than ${mostGrowth} times as large, also when measured again, fails. Times are never compared: machines differ.
`
}

function seconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(2)} s`
}

function aimOf({ aim, ratio }: Row): string {
  if (aim === undefined) return '–'
  return `${aim}${ratio <= aim ? '' : ', missed'}`
}
