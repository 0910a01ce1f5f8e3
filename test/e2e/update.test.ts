import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import type { Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

/** What only the real CLI can show: updates, state, and `policy analyze`. Counted as skipped where there is none. */
describe('pulumi up and policy analyze with the policy pack', function () {
  this.timeout(120_000)
  let bench: Workbench

  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
  })
  beforeEach(function () {
    if (bench.pulumi.engine === 'embedded') this.skip()
  })
  after(() => bench.remove())

  const allowed = { MFA_GATE_SIMULATED_UPDATES: 'allow' }
  const withTenant = async (
    registered: number,
    args: readonly string[],
    more: NodeJS.ProcessEnv = allowed,
  ): Promise<Ran> => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered }))
    return await bench.run(args, { ...tenant.environment, MFA_GATE_TIMEOUT: '10s', ...more })
  }
  const up = (pack: string, ...more: string[]): readonly string[] => [
    ...['up', '--stack', stackName, '--yes', '--skip-preview', '--non-interactive', '--policy-pack', pack],
    ...more,
  ]
  const resources = async (): Promise<readonly unknown[]> => {
    const { stdout } = await bench.run(['stack', 'export', '--stack', stackName], {})
    const state = JSON.parse(stdout) as { deployment?: { resources?: readonly unknown[] } }
    return state.deployment?.resources ?? []
  }

  for (const [form, pack] of Object.entries(packPaths)) {
    it(`refuses \`up --skip-preview\` before anything is created (${form})`, async () => {
      const { exitCode, stdout } = await withTenant(33, up(pack))
      assert.notEqual(exitCode, 0)
      assert.match(stdout, /Below the minimum: 33 of 23,123/)
      assert.deepEqual(await resources(), [])
    })

    it(`refuses to deploy for real by the numbers of a stand-in (${form})`, async () => {
      const { exitCode, stdout } = await withTenant(22_000, up(pack), {})
      assert.notEqual(exitCode, 0)
      assert.match(stdout, /this update would change real resources/)
      assert.deepEqual(await resources(), [])
    })

    it(`refuses \`up --skip-preview --target\` before anything is created (${form})`, async () => {
      const target = `urn:pulumi:${stackName}::e2e::example:platform:LandingZone::landing-zone`
      const { exitCode, stdout } = await withTenant(33, up(pack, '--target', target))
      assert.notEqual(exitCode, 0)
      assert.match(stdout, /Below the minimum: 33 of 23,123/)
      assert.deepEqual(await resources(), [])
    })
  }

  it('lets `up` create what a compliant tenant may have, and `policy analyze` judges the state', async () => {
    assert.equal((await withTenant(22_000, up(packPaths.executable))).exitCode, 0)
    assert.ok((await resources()).length > 0)
    const { stdout: exported } = await bench.run(['stack', 'export', '--stack', stackName], {})
    const file = bench.write('export.json', exported)
    for (const pack of Object.values(packPaths)) {
      for (const state of [
        ['-s', stackName],
        ['--file', file],
      ]) {
        const analyze = ['policy', 'analyze', ...state, '--policy-pack', pack, '--non-interactive']
        const refused = await withTenant(33, analyze)
        assert.notEqual(refused.exitCode, 0, refused.stdout + refused.stderr)
        assert.match(refused.stdout, /Below the minimum: 33 of 23,123/)
        assert.equal((await withTenant(22_000, analyze)).exitCode, 0)
      }
    }
  })
})
