import assert from 'node:assert/strict'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const scenario = (throttle: string, permissions = '[AuditLog.Read.All]', population = 12_000) =>
  loadScenario(`
population: ${population}
counts: {mfaRegistered: ${population - 500}}
permissions: ${permissions}
throttle: ${throttle}
users: {guests: 1000, guestsRegistered: 600}`)

const rules = 'rules: [{id: members, measure: mfaRegistered, segment: members, minimum: 95%}]'

describe('A tenant that enforces its quota', () => {
  it('is read to the end without a single 429 at the pace it allows', async () => {
    await using tenant = await startTenant(scenario('{requests: 4, seconds: 1}'))
    const run = await runCheck(tenant, { rules, environment: { MFA_GATE_PACE: '4/1s' } })
    assert.match(run.stdout, /10,900 of 11,000 members .*Pages: 13 requests, 13 pages, 12,000 rows/s)
    assert.equal(run.exitCode, 0)
    assert.deepEqual(
      tenant.requests.filter(({ status }) => status === 429),
      [],
    )
  })

  it('is read to the end without a single 429 at Microsoft’s quota, of which nobody has to be told', async () => {
    await using tenant = await startTenant(scenario('{requests: 5, seconds: 10}', undefined, 6_000))
    const run = await runCheck(tenant, { rules })
    assert.match(run.stdout, /4,900 of 5,000 members .*Pages: 7 requests, 7 pages, 6,000 rows/s)
    assert.equal(run.exitCode, 0)
    assert.deepEqual(
      tenant.requests.filter(({ status }) => status === 429),
      [],
    )
  })

  it('enforces it: a pace above the quota meets 429, and is got over by waiting', async () => {
    await using tenant = await startTenant(scenario('{requests: 4, seconds: 1}'))
    const run = await runCheck(tenant, { rules, environment: { MFA_GATE_PACE: '100/1s' } })
    assert.ok(tenant.requests.some(({ status }) => status === 429))
    assert.match(run.stdout, /10,900 of 11,000 members .*13 pages, 12,000 rows/s)
  })

  it('is given the burst of five, and then the documented pace, unless told otherwise', async () => {
    await using tenant = await startTenant(scenario('{requests: 5, seconds: 10}'))
    const run = await runCheck(tenant, { rules, environment: { MFA_GATE_TIMEOUT: '5s' } })
    assert.match(run.stdout, /took longer than 5 s/)
    assert.match(run.stdout, /To do: set MFA_GATE_TIMEOUT to what the tenant needs/)
    assert.match(run.stdout, /Pages: 5 requests, 5 pages, 4,995 rows, 4,995 distinct users, no duplicates\./)
    assert.equal(run.exitCode, 3)
  })

  it('is not begun when it cannot be read in time, and the time it takes is named', async () => {
    await using tenant = await startTenant(
      scenario('{requests: 5, seconds: 10}', '[AuditLog.Read.All, Reports.Read.All]'),
    )
    const run = await runCheck(tenant, { rules, environment: { MFA_GATE_TIMEOUT: '10s' } })
    assert.match(run.stdout, /the tenant has about 12,000 users, .* takes longer than 10 s/)
    assert.match(run.stdout, /To do: set MFA_GATE_TIMEOUT=60s/)
    assert.equal(tenant.requests.filter(({ path }) => path.includes('userRegistrationDetails')).length, 0)
    assert.equal(run.exitCode, 3)
  })

  const refused = ['off/1s', '5', '0/10s', '5/0s', '5/10m']
  for (const pace of refused) {
    it(`cannot be asked at a pace of "${pace}"`, async () => {
      await using tenant = await startTenant(scenario('{requests: 5, seconds: 10}'))
      const run = await runCheck(tenant, { environment: { MFA_GATE_PACE: pace } })
      assert.match(run.stderr, /MFA_GATE_PACE is ".*"; write how many requests in how many seconds/)
      assert.equal(run.exitCode, 2)
    })
  }

  it('must be real for the pace to be turned off', async () => {
    await using tenant = await startTenant(scenario('{requests: 5, seconds: 10}'))
    const run = await runCheck(tenant, {
      environment: { MFA_GATE_PACE: 'off', MFA_GATE_SIMULATED_TENANT: undefined },
    })
    assert.match(run.stderr, /MFA_GATE_PACE is "off"/)
  })
})
