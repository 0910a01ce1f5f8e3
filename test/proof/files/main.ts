/**
 * `npm run proof:files`: every file that the gate writes, with what can be at its path, with kills, two writers, full disks,
 * folders that may not be written to, and limits on file sizes and open files; and every file that it reads, as a pipe and
 * as a device. What is there afterwards is whole or as it was, and nobody else's file is touched. Writes docs/proof/files.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../../support/run-process.ts'
import { filesPage } from './page.ts'
import { proveFiles } from './prove.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    only: { type: 'string', default: '.' },
    how: { type: 'string', default: '.' },
    workers: { type: 'string', default: '3' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const started = performance.now()
const met = await proveFiles({
  kills: Number(values.kills),
  only: new RegExp(values.only),
  how: new RegExp(values.how),
  workers: Number(values.workers),
  say: (line) => process.stderr.write(`${line}\n`),
})
const minutes = (performance.now() - started) / 60_000
const wrong = met.filter(({ problem }) => problem !== undefined)
for (const { what, how, says, problem } of wrong)
  process.stdout.write(`✗ ${what}, ${how} (${says}): ${String(problem)}\n`)
if (values.write && values.only === '.' && values.how === '.') {
  mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
  writeFileSync(join(projectDirectory, 'docs/proof/files.md'), filesPage(met, minutes))
}
const kinds = new Set(met.map(({ what }) => what)).size
process.stdout.write(
  `files: ${met.length} situations of ${kinds} kinds of files, ${wrong.length} not as they must be, ${minutes.toFixed(1)} minutes\n`,
)
process.exitCode = wrong.length === 0 ? 0 : 1
