import { machine, table } from '../table.ts'
import { type Met, notHere } from './prove.ts'

/** docs/proof/files.md */
export function filesPage(met: readonly Met[], minutes: number): string {
  const rows = met.map(({ what, how, says, problem }) => [what, how, says, problem ?? 'as it must be'])
  const left = met.filter(({ says }) => says === notHere).length
  return `# Files under kills, limits and strangers

Written by \`npm run proof:files\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(1)} minutes: ${machine()}.

Whatever happens, a file is whole or as it was, nobody else's file is touched, nothing is left half beside it that the next run would take, and
nothing waits for ever. ${met.length} situations, ${left === 0 ? 'all of them tried here' : `${left} of them ${notHere}`}. Half of the kills come at any moment, half just when
something appears where the file will be.

A report, a snapshot, a bundle, a list and an export replace what is there, as naming a file says; rules that somebody has written, a history and a
recorded ratio are never replaced by what is none. A ratio that cannot be recorded is told, and the answer stands.

${table(['file', 'with', 'exit codes', 'outcome'], rows)}
`
}
