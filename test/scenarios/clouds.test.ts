import assert from 'node:assert/strict'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const environment = { MFA_GATE_CLOUD: 'usgovernment' }

describe('A tenant in a cloud without the count report', () => {
  let tenant: Tenant
  before(async () => {
    const permissions = ['AuditLog.Read.All', 'Reports.Read.All']
    const scenario = scenarioFromOptions({ population: 100, registered: 96, permissions })
    tenant = await startTenant({ ...scenario, cloud: 'usgovernment' })
  })
  after(() => tenant.close())

  it('is counted user by user, and the count report is never asked for', async () => {
    const earlier = tenant.requests.length
    const run = await runCheck(tenant, { environment })
    assert.match(run.stdout, /At or above the minimum: 96 of 100 users \(96\.00 %\)/)
    assert.match(run.stdout, /userRegistrationDetails, because the count report does not exist here;/)
    assert.equal(run.exitCode, 0, run.stdout)
    assert.ok(tenant.requests.slice(earlier).every(({ path }) => !path.startsWith('/beta/')))
  })

  const refused = [
    {
      title: 'rules that ask for what only that report has',
      rules: 'rules: [{ id: one, measure: ssprOrMfaCapable, minimum: 95% }]',
    },
    {
      title: 'rules that name it',
      rules: 'source: registrationCounts\nrules: [{ id: one, measure: mfaRegistered, minimum: 95% }]',
    },
  ]
  for (const { title, rules } of refused) {
    it(`is not signed in to for ${title}`, async () => {
      const earlier = tenant.requests.length
      const run = await runCheck(tenant, { environment, rules })
      assert.match(run.stdout, /does not offer the count report in the US Government cloud/)
      assert.equal(run.exitCode, 3, run.stdout)
      assert.equal(tenant.requests.length, earlier)
    })
  }

  it('answers the other rules beside one that only that report could', async () => {
    const rules = `rules:
  - { id: either, measure: ssprOrMfaCapable, minimum: 95% }
  - { id: members, measure: mfaRegistered, segment: members, minimum: 95% }`
    const run = await runCheck(tenant, { environment, rules })
    assert.match(run.stdout, /✗ either .*does not offer the count report in the US Government cloud/)
    assert.match(run.stdout, /✓ members .*96 of 100 members/)
    assert.equal(run.exitCode, 3, run.stdout)
  })
})
