import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import type { Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const rules = (minimum: string): string =>
  `rules:\n  - { id: mfa, measure: mfaRegistered, minimum: "${minimum}" }\n`

describe('pulumi, started with PWD left behind in another folder', function () {
  this.timeout(240_000)
  let bench: Workbench
  let caller: string
  before(async () => {
    bench = await openWorkbench()
    caller = realpathSync(mkdtempSync(join(tmpdir(), 'mfa-gate-caller-')))
    writeFileSync(join(caller, 'both.yaml'), rules('5%'))
    writeFileSync(join(caller, 'theirs.yaml'), rules('5%'))
    bench.write('both.yaml', rules('95%'))
    bench.write('ours.yaml', rules('95%'))
  })
  after(() => {
    bench.remove()
    rmSync(caller, { recursive: true })
  })

  async function preview(pack: string, file: string): Promise<Ran> {
    await using tenant = await startTenant(
      scenarioFromOptions({ population: 100, registered: 10, faults: [] }),
    )
    const args = ['preview', '--stack', stackName, '--non-interactive', '--policy-pack', pack]
    return await bench.run(args, { ...tenant.environment, MFA_GATE_RULES: file, PWD: caller })
  }

  for (const [form, pack] of Object.entries(packPaths)) {
    for (const file of ['both.yaml', 'theirs.yaml']) {
      it(`is refused with ${file}, and the file of the caller is named: ${form}`, async function () {
        if (process.platform !== 'linux' && form === 'directory') return this.skip()
        const { exitCode, stdout, stderr } = await preview(pack, file)
        assert.notEqual(exitCode, 0)
        const output = (stdout + stderr).replaceAll(/\s+/g, ' ')
        assert.ok(output.includes(join(caller, file)), output)
        assert.match(output, /give the absolute path of the one that is meant/)
      })
    }

    it(`judges by the rules where it works: ${form}`, async function () {
      if (process.platform !== 'linux' && form === 'directory') return this.skip()
      const { exitCode, stdout, stderr } = await preview(pack, 'ours.yaml')
      assert.notEqual(exitCode, 0)
      assert.match(stdout + stderr, /10 of 100 users \(10\.00 %\) are registered for MFA, 95 % required/)
    })
  }
})
