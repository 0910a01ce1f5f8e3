import assert from 'node:assert/strict'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import type { Ran } from '../support/run-process.ts'
import { runCheck } from '../support/run-check.ts'
import { openWorkbench, packPaths, previewOf, type Workbench } from './preview.ts'
import { type SegmentScenario, segmentRules, segmentScenarios, tenantOf } from './segment-scenarios.ts'

const timeout = 120_000

function assertReadOnce({ requests }: Tenant, { exitCode }: SegmentScenario): void {
  const pages = requests.filter(({ path }) => path.endsWith('/userRegistrationDetails'))
  assert.equal(pages.length, exitCode === 3 ? 51 : 101)
}

function assertOutput(
  says: readonly string[],
  saysNot: readonly string[],
  { stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>,
): void {
  const output = stdout + stderr
  for (const text of says) assert.ok(output.includes(text), `lacks "${text}":\n${output}`)
  for (const text of saysNot) assert.ok(!output.includes(text), `has "${text}":\n${output}`)
}

describe('a tenant of 100,000 users, members ≥ 95 % and admins = 100 %', () => {
  let bench: Workbench
  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
    bench.write('rules.yaml', segmentRules)
  })
  after(() => bench.remove())

  for (const scenario of segmentScenarios) {
    const { title, exitCode, says, saysNot = [] } = scenario

    it(`check answers ${exitCode}: ${title}`, async function () {
      this.timeout(timeout)
      await using tenant = await startTenant(loadScenario(tenantOf(scenario)))
      const ran = await runCheck(tenant, { rules: segmentRules })
      assertOutput(says, saysNot, ran)
      assert.equal(ran.exitCode, exitCode)
      assertReadOnce(tenant, scenario)
    })

    for (const [form, pack] of Object.entries(packPaths)) {
      it(`preview ${exitCode === 0 ? 'passes' : 'refuses'}, pack as ${form}: ${title}`, async function () {
        this.timeout(timeout)
        await using tenant = await startTenant(loadScenario(tenantOf(scenario)))
        const ran = await bench.run(previewOf(pack), {
          ...tenant.environment,
          MFA_GATE_RULES: `${bench.directory}/rules.yaml`,
        })
        // A policy that is kept says nothing in a preview.
        assertOutput(
          exitCode === 0 ? ['✅ entra-mfa-gate@v'] : ['❌ entra-mfa-gate@v', ...says],
          saysNot,
          ran,
        )
        assert.equal(ran.exitCode !== 0, exitCode !== 0, ran.stdout + ran.stderr)
        assertReadOnce(tenant, scenario)
      })
    }
  }
})
