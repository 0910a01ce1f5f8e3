/**
 * `npm run proof:faults`: has the gate meet every fault that the embedded tenant can play, by `check` and by a preview on
 * the embedded engine, compares what comes of it with `answers.txt`, and writes docs/proof/faults.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../../support/run-process.ts'
import { faultsPage } from './page.ts'
import { proven } from './places.ts'
import { type Met, prove } from './prove.ts'

const { values } = parseArgs({
  options: {
    /** How many previews for each answer; `all`: one for each fault. */
    previews: { type: 'string', default: '1' },
    workers: { type: 'string', default: '6' },
    only: { type: 'string', default: '.' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const names = proven.filter((name) => new RegExp(values.only).test(name))
const started = performance.now()
const met = await prove(names, {
  previews: values.previews === 'all' ? Infinity : Number(values.previews),
  workers: Number(values.workers),
  say: (line) => process.stderr.write(`${line}\n`),
})
const minutes = (performance.now() - started) / 60_000
const wrong = met.filter(({ problems }) => problems.length > 0)
for (const { name, way, problems } of wrong)
  process.stdout.write(`✗ ${name} by ${way}: ${problems.join('; ')}\n`)
if (values.write && names.length === proven.length) {
  mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
  writeFileSync(join(projectDirectory, 'docs/proof/faults.md'), faultsPage(met, minutes))
}
process.stdout.write(`${closing(met)}, ${wrong.length} not as expected, ${minutes.toFixed(1)} minutes\n`)
process.exitCode = wrong.length === 0 ? 0 : 1

function closing(all: readonly Met[]): string {
  const by = (way: Met['way']): number => all.filter((one) => one.way === way).length
  return `faults: ${names.length} named, ${by('check')} by check, ${by('preview')} by preview`
}
