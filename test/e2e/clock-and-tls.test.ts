import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { openWorkbench, packPaths, stackName, type Workbench } from './preview.ts'

const id = '11111111-0000-4000-8000-000000000001'
const ramp = `rules:
  - id: mfa
    measure: mfaRegistered
    minimum: [{ from: 2020-01-01, minimum: 50% }, { from: 2099-01-01, minimum: 90% }]
`
const plain = 'rules: [{ id: mfa, measure: mfaRegistered, minimum: 50% }]'

describe('A preview whose clock or TLS cannot be believed', function () {
  this.timeout(240_000)
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.remove())
  const preview = (environment: NodeJS.ProcessEnv) =>
    bench.run(
      ['preview', '--stack', stackName, '--non-interactive', '--policy-pack', packPaths.executable],
      environment,
    )

  for (const [title, rules, refused, says] of [
    ['determines nothing where the rule hangs on time', ramp, true, /which step of the rule's ramp/],
    ['goes on where nothing hangs on time', plain, false, /passed: 22,000 of 23,123/],
  ] as const) {
    it(`${title} and the clock is a day off`, async () => {
      const faults = ['report:date-day-ahead']
      await using tenant = await startTenant(
        scenarioFromOptions({ population: 23_123, registered: 22_000, faults }),
      )
      const MFA_GATE_RULES = bench.write('rules.yaml', rules)
      const { exitCode, stdout, stderr } = await preview({ ...tenant.environment, MFA_GATE_RULES })
      assert.equal(exitCode !== 0, refused, stdout + stderr)
      assert.match(stdout.replaceAll(/\s+/g, ' '), says)
      assert.match(stdout.replaceAll(/\s+/g, ' '), /clock of this machine is over 2[34] hours behind/)
    })
  }

  it('determines nothing where Node believes anybody who answers', async () => {
    const { exitCode, stdout, stderr } = await preview({
      AZURE_TENANT_ID: id,
      AZURE_CLIENT_ID: id,
      AZURE_CLIENT_SECRET: 'hunter2',
      // Nobody answers there, so that nothing leaves this machine.
      HTTPS_PROXY: 'http://127.0.0.1:9',
      MFA_GATE_TIMEOUT: '2s',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    })
    assert.notEqual(exitCode, 0, stdout + stderr)
    const printed = stdout.replaceAll(/\s+/g, ' ')
    assert.match(printed, /could not determine: NODE_TLS_REJECT_UNAUTHORIZED=0 makes Node trust any server/i)
    assert.match(printed, /NODE_EXTRA_CA_CERTS/)
  })
})
