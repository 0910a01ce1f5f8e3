import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, type Ran } from '../support/run-process.ts'
import { openWorkbench, packPaths, previewOf, type Workbench } from './preview.ts'
import { population, type StackScenario, stackRules, stackScenarios } from './stack-scenarios.ts'

const timeout = 120_000

function tenantOf({ registered }: StackScenario): Promise<Tenant> {
  return startTenant(scenarioFromOptions({ population, registered, faults: [] }))
}

function assertOutput({ says, saysNot = [] }: StackScenario, { stdout, stderr }: Ran): void {
  const output = stdout + stderr
  for (const text of says) assert.ok(output.includes(text), `lacks "${text}":\n${output}`)
  for (const text of saysNot) assert.ok(!output.includes(text), `has "${text}":\n${output}`)
}

describe('one rules document for several stacks', () => {
  let bench: Workbench
  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
    bench.write('rules.yaml', stackRules)
    if (bench.pulumi.engine !== 'cli') return
    for (const stack of ['dev', 'staging', 'prod'])
      await bench.run(['stack', 'init', stack, '--non-interactive'], {})
  })
  after(() => bench.remove())

  for (const scenario of stackScenarios) {
    const { title, stack, outcome } = scenario

    it(`check ${outcome}: ${title}`, async function () {
      this.timeout(timeout)
      await using tenant = await tenantOf(scenario)
      const ran = await runCli(
        ['check', '--rules', 'rules.yaml', '--no-tags', '--stack', `organization/e2e/${stack}`],
        { ...cleanEnvironment(), ...tenant.environment },
        { cwd: bench.directory },
      )
      assertOutput(scenario, ran)
      assert.equal(ran.exitCode, outcome === 'refuses' ? 1 : 0)
    })

    for (const [form, pack] of Object.entries(packPaths)) {
      it(`preview ${outcome}, pack as ${form}: ${title}`, async function () {
        this.timeout(timeout)
        await using tenant = await tenantOf(scenario)
        const ran = await bench.run(previewOf(pack, stack), {
          ...tenant.environment,
          MFA_GATE_RULES: 'rules.yaml',
          PWD: bench.directory,
        })
        assertOutput(scenario, ran)
        assert.equal(ran.exitCode !== 0, outcome === 'refuses', ran.stdout + ran.stderr)
        const sign = { passes: '✅', warns: '⚠️', refuses: '❌' }[outcome]
        assert.ok(ran.stdout.includes(`${sign} entra-mfa-gate@v`), ran.stdout)
      })
    }
  }
})
