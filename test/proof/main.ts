/**
 * `npm run proof`: all proofs, one after the other, and one table of what came of them. With `--small`: a little of each,
 * to see that they work; no page is written then.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../support/run-process.ts'
import { proofs } from './proofs.ts'
import { machine, table } from './table.ts'

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, only: { type: 'string', default: '.' } },
})
const chosen = proofs.filter(({ name }) => new RegExp(values.only).test(name))
const rows: string[][] = []
let failed = false
for (const [at, { name, script, whole, small }] of chosen.entries()) {
  process.stderr.write(`— ${name} (${at + 1} of ${chosen.length})\n`)
  const started = performance.now()
  const child = spawn(process.execPath, [script, ...(values.small ? small : whole)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: projectDirectory,
  })
  const [output] = await Promise.all([text(child.stdout), once(child, 'close')])
  process.stdout.write(output)
  failed ||= child.exitCode !== 0
  const minutes = (performance.now() - started) / 60_000
  const closing = output.trim().split('\n').at(-1) ?? ''
  rows.push([
    name,
    child.exitCode === 0 ? 'holds' : 'FAILED',
    minutes.toFixed(1),
    closing.replace(/^\w+: /, ''),
  ])
}
const closing = `${table(['proof', 'outcome', 'minutes', 'what was tried'], rows)}\n`
process.stdout.write(closing)
const summary = process.env['GITHUB_STEP_SUMMARY']
if (summary !== undefined) appendFileSync(summary, `${machine()}\n\n${closing}`)
process.exitCode = failed ? 1 : 0
