import { machine, table } from '../table.ts'
import { type Met, notHere } from './prove.ts'

/** docs/proof/files.md */
export function filesPage(met: readonly Met[], minutes: number): string {
  const rows = met.map(({ what, how, says, problem }) => [what, how, says, problem ?? 'as it must be'])
  const left = met.filter(({ says }) => says === notHere).length
  return `# Files under kills, limits and strangers

Written by \`npm run proof:files\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(1)} minutes: ${machine()}.

Whatever happens, a file is either complete or as it was, no other file is touched, no half-written file is left that the next run would use, and
nothing waits for ever. ${met.length} situations, ${left === 0 ? 'all of them tried here' : `${left} of them ${notHere}`}. Half of the kills come at a random moment, half just when
something appears where the file will be.

A report, a snapshot, a bundle, a list and an export replace the file that the user named. Rules that somebody has written, a history and a recorded
ratio are never replaced by anything else. If a ratio cannot be recorded, the output says so, and the answer stands.

${table(['file', 'with', 'exit codes', 'outcome'], rows)}
`
}
