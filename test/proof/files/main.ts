/**
 * `npm run proof:files`: every file that the gate writes, with what can be at its path, with kills at random moments, two
 * writers, a limit on file sizes and on open files; and every file that it reads, as a pipe and as a device. What is there
 * afterwards is whole or old, and nobody else's file is touched. Writes docs/proof/files.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../../support/run-process.ts'
import { machine, table } from '../table.ts'
import { proveFiles } from './prove.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    only: { type: 'string', default: '.' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const met = await proveFiles(Number(values.kills), new RegExp(values.only), (line) =>
  process.stderr.write(`${line}\n`),
)
const wrong = met.filter(({ problem }) => problem !== undefined)
for (const { what, how, problem } of wrong) process.stdout.write(`✗ ${what}, ${how}: ${String(problem)}\n`)
if (values.write && values.only === '.') {
  const rows = met.map(({ what, how, says, problem }) => [what, how, says, problem ?? 'as it must be'])
  mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
  writeFileSync(
    join(projectDirectory, 'docs/proof/files.md'),
    `# Files under kills, limits and strangers\n\nWritten by \`npm run proof:files\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.\n\nWhatever happens, a file is whole or as it was, nobody else's file is touched, and nothing waits for ever.\n\n${table(['file', 'with', 'exit codes', 'outcome'], rows)}\n`,
  )
}
process.stdout.write(`files: ${met.length} situations, ${wrong.length} not as they must be\n`)
process.exitCode = wrong.length === 0 ? 0 : 1
