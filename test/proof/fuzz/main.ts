/**
 * `npm run proof:fuzz -- --minutes 10`: mutations of every input of the gate against an oracle that shares no code with
 * it. What is found is made small and kept in test/fixtures/fuzz. Writes docs/proof/fuzz.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectDirectory } from '../../support/run-process.ts'
import { fixtureName, fuzz, type Fuzzed } from './fuzz.ts'
import { grow, type Grown } from './growth.ts'
import { fuzzPage } from './page.ts'
import { targets } from './targets.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    only: { type: 'string', default: '.' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const seed = Number(values.seed)
const chosen = targets.filter(({ name }) => new RegExp(values.only).test(name))
const each = (Number(values.minutes) * 60_000) / chosen.length
process.stderr.write(`seed ${seed}\n`)
const fuzzed: Fuzzed[] = []
const grown: Grown[] = []
for (const target of chosen) {
  const one = await fuzz(target, seed, each)
  fuzzed.push(one)
  grown.push(...(await grow(target)))
  process.stderr.write(
    `${target.name}: ${one.inputs} inputs, ${one.refused} refused, ${one.passed} passed, slowest ${Math.round(one.slowestMs)} ms\n`,
  )
}
const findings = fuzzed.flatMap(({ finding }) => (finding === undefined ? [] : [finding]))
for (const finding of findings) {
  const folder = join(projectDirectory, 'test/fixtures/fuzz')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, fixtureName(finding)), finding.input)
  process.stdout.write(
    `✗ ${finding.target}: ${finding.problem}, kept as test/fixtures/fuzz/${fixtureName(finding)}\n`,
  )
}
const steep = grown.filter(({ problem }) => problem !== undefined)
for (const { target, shape, problem } of steep)
  process.stdout.write(`✗ ${target}, ${shape}: ${String(problem)}\n`)
if (values.write && chosen.length === targets.length) {
  mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
  writeFileSync(
    join(projectDirectory, 'docs/proof/fuzz.md'),
    fuzzPage(fuzzed, grown, seed, Number(values.minutes)),
  )
}
const inputs = fuzzed.reduce((sum, one) => sum + one.inputs, 0)
process.stdout.write(
  `fuzz: ${inputs} inputs of ${chosen.length} kinds, ${grown.length} shapes, seed ${seed}, ${findings.length + steep.length} findings\n`,
)
process.exitCode = findings.length + steep.length === 0 ? 0 : 1
