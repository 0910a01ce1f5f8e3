import assert from 'node:assert/strict'
import { wantedClaims } from '../../src/simulator/tenant/faults/token-faults.ts'
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const tenantWith = (faults: string) =>
  startTenant(
    loadScenario(`{population: 2500, counts: {mfaRegistered: 2499}, users: {guests: 1},
  permissions: [AuditLog.Read.All, Reports.Read.All], faults: [${faults}]}`),
  )

const walk = 'source: registrationDetails\nrules: [{id: mfa, measure: mfaRegistered, minimum: 95%}]'
const count = 'rules: [{id: mfa, measure: mfaRegistered, minimum: 95%}]'

const rows = [
  { title: 'in a walk', faults: '{on: details, kind: claims-401, after: 1, times: 1}', rules: walk },
  { title: 'at its first page', faults: '{on: details, kind: claims-401, times: 1}', rules: walk },
  { title: 'at the count report', faults: '{on: report, kind: claims-401, times: 1}', rules: count },
]

const accessTokenOf = (claims: string): unknown =>
  (JSON.parse(claims) as { readonly access_token: unknown }).access_token

describe('A token that is revoked', () => {
  for (const { title, faults, rules } of rows) {
    it(`${title} is replaced once by one that proves what Graph wants to see`, async () => {
      await using tenant = await tenantWith(faults)
      const { exitCode, stdout } = await runCheck(tenant, { rules })
      assert.equal(exitCode, 0, stdout)
      const claims = tenant.requests.filter(({ path }) => path.endsWith('/token')).map((one) => one.claims)
      assert.equal(claims.length, 2)
      assert.equal(claims[0], undefined)
      // Microsoft's library asks for more beside it.
      assert.deepEqual(accessTokenOf(claims[1] ?? ''), accessTokenOf(wantedClaims))
    })
  }

  it('without a word on what is wanted is replaced by one that the login has issued anew', async () => {
    await using tenant = await tenantWith('{on: report, kind: revoked-401, times: 1}')
    const { exitCode, stdout } = await runCheck(tenant, { rules: count })
    assert.equal(exitCode, 0, stdout)
    const paths = tenant.requests.map(({ path }) => path.split('/').at(-1))
    const asked = (name: string) => paths.filter((path) => path === name).length
    assert.deepEqual([asked('token'), asked('getCredentialUserRegistrationCount')], [2, 2])
  })

  it('is not replaced a second time, nor by one of another tenant', async () => {
    await using tenant = await tenantWith(
      '{on: details, kind: revoked-401, after: 1}, {on: login, kind: other-tenant-token, after: 1}',
    )
    const { exitCode, stdout } = await runCheck(tenant, { rules: walk })
    assert.match(stdout, /Could not determine: signed in to another tenant: /)
    assert.equal(exitCode, 3)
  })
})
