import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'
import { fuzz, problemOf } from './fuzz/fuzz.ts'
import { targets } from './fuzz/targets.ts'

const fixtures = join(projectDirectory, 'test/fixtures/fuzz')
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_007)
/** All of them together take a minute. */
const each = 60_000 / targets.length

describe(`Mutated inputs, seed ${seed} (FUZZ_SEED)`, () => {
  // Said by a run that finds nothing too, so that it can be had again.
  before(() => void process.stderr.write(`mutated inputs: FUZZ_SEED=${seed}\n`))

  for (const target of targets) {
    it(`of kind ${target.name} are judged as the oracle does, or refused by an error of our own`, async () => {
      const { finding, inputs } = await fuzz(target, seed, each)
      assert.equal(
        finding,
        undefined,
        `${finding?.problem ?? ''}: ${finding?.input.toString('utf8').slice(0, 2_000) ?? ''}`,
      )
      assert.ok(inputs > 5, `only ${inputs} inputs`)
    })

    it(`of kind ${target.name} have samples that pass where any may, and some that do not`, async () => {
      const outcomes = await Promise.all(
        target.samples.map(async (sample) => problemOf(target, target.finish?.(sample) ?? sample)),
      )
      assert.deepEqual(
        outcomes.filter(({ problem }) => problem !== undefined),
        [],
      )
    })
  }

  for (const name of existsSync(fixtures) ? readdirSync(fixtures) : []) {
    it(`that were found once stay right: ${name}`, async () => {
      const target = targets.find((one) => one.name.replaceAll(' ', '-') === name.split('.')[0])
      assert.ok(target !== undefined)
      const { problem } = await problemOf(target, readFileSync(join(fixtures, name)))
      assert.equal(problem, undefined)
    })
  }
})
