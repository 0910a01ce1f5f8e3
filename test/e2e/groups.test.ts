import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { excluding, of, rules, run, scenario, team, unknown } from '../scenarios/groups-tenant.ts'
import { openWorkbench, packPaths, previewOf, type Workbench } from './preview.ts'

const oneMissing = `3 of 4 users of the group ${team} (75.00 %) are registered for MFA`

const rows = [
  { title: 'a group that is at its minimum', rules: rules(of(team)), exitCode: 0, says: [] },
  {
    title: 'a group of whom one user is missing',
    rules: rules(of(team, 'minimum: 76%')),
    exitCode: 1,
    says: [oneMissing, `1 more user of the group ${team} must register.`],
  },
  {
    title: 'a group that the tenant does not have',
    rules: rules(of(unknown)),
    exitCode: 3,
    says: [`the tenant has no group ${unknown}`],
  },
  {
    title: 'a group that may not be read',
    rules: rules(of(team)),
    scenario: { permissions: 'AuditLog.Read.All' },
    exitCode: 3,
    says: ['GroupMember.Read.All'],
  },
  {
    title: 'a group that is left out, and is more than may be',
    rules: excluding(team, 'maxExcluded: 1,'),
    exitCode: 3,
    says: ['leave out 4 of'],
  },
] as const

describe('a group of the tenant, in a check and in a preview', () => {
  let bench: Workbench
  before(async function () {
    this.timeout(400_000)
    bench = await openWorkbench()
  })
  after(() => bench.remove())

  for (const row of rows) {
    const { title, exitCode, says } = row

    it(`${exitCode === 0 ? 'passes' : 'refuses'}: ${title}`, async function () {
      this.timeout(120_000)
      const options = 'scenario' in row ? row.scenario : {}
      await using tenant = await startTenant(loadScenario(scenario(options)))
      assert.equal((await run(tenant, row.rules)).exitCode, exitCode)
      bench.write('rules.yaml', row.rules)
      const ran = await bench.run(previewOf(packPaths.directory), {
        ...tenant.environment,
        MFA_GATE_RULES: `${bench.directory}/rules.yaml`,
      })
      const output = ran.stdout + ran.stderr
      for (const text of [`${exitCode === 0 ? '✅' : '❌'} entra-mfa-gate@v`, ...says])
        assert.ok(output.includes(text), `lacks "${text}":\n${output}`)
      assert.equal(ran.exitCode !== 0, exitCode !== 0, output)
    })
  }
})
