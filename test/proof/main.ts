/** `npm run proof`: all proofs, one after the other, and one table of what came of them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { table } from './table.ts'

const proofs = [
  ['faults', '--previews', 'all'],
  ['fuzz', '--minutes', '10'],
  ['files'],
  ['fleet'],
  ['scale'],
] as const

const rows: string[][] = []
let failed = false
for (const [name, ...args] of proofs) {
  process.stderr.write(`— ${name}\n`)
  const started = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, name, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
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
process.stdout.write(`${table(['proof', 'outcome', 'minutes', 'what was tried'], rows)}\n`)
process.exitCode = failed ? 1 : 0
