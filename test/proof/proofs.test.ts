import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { projectDirectory } from '../support/run-process.ts'
import { proveFiles } from './files/prove.ts'
import { proofs } from './proofs.ts'

describe('npm run proof', () => {
  it('is the sum of all proofs that can be run by themselves', () => {
    const scripts = Object.entries(manifest.scripts).filter(([name]) => name.startsWith('proof:'))
    assert.deepEqual(
      proofs.map(({ name }) => `proof:${name}`).toSorted(),
      scripts.map(([name]) => name).toSorted(),
    )
    for (const { name, script } of proofs) {
      assert.ok(existsSync(script), script)
      const command = scripts.find(([one]) => one === `proof:${name}`)?.[1] ?? ''
      assert.ok(script.endsWith(command.split(' ').at(-1) ?? '?'), command)
    }
  })

  it('is what every night runs, whose tables are kept', () => {
    const workflow = readFileSync(join(projectDirectory, '.github/workflows/nightly.yml'), 'utf8')
    assert.match(workflow, /\n +run: npm run proof\n/)
    for (const kept of ['docs/proof', 'docs/bench/speed-tonight.json', 'test/fixtures/fuzz'])
      assert.ok(workflow.includes(`\n            ${kept}\n`), kept)
  })

  it('finds nothing wrong with the files of a snapshot and of a history, as far as links and folders go', async () => {
    const met = await proveFiles({
      kills: 1,
      only: /^(snapshot|history \(SQLite\))$/,
      how: /^a (symbolic link|folder of|database of)/,
      workers: 4,
      say: () => undefined,
    })
    assert.ok(met.length > 8, `${met.length}`)
    assert.deepEqual(
      met.filter(({ problem }) => problem !== undefined),
      [],
    )
  }).timeout(300_000)
})
