import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  loadScenario,
  scenarioFromOptions,
  startTenant,
  type Tenant,
} from '../../../src/simulator/tenant/index.ts'
import { read } from './support/client.ts'

const script = `${import.meta.dirname}/support/read-report.ts`

async function readReport(tenant: Tenant, changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { ...process.env, ...tenant.environment, ...changes }
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env })
  return stdout
}

describe('Microsoft’s own ClientSecretCredential, in a process that was given the tenant’s environment', function () {
  this.timeout(30_000)

  it('signs in and reads 33 of 23,123 over verified TLS', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered: 33 }))
    const stdout = await readReport(tenant)
    assert.equal(read(stdout, 'status'), 200)
    assert.equal(read(stdout, 'body', 'value', 0, 'totalUserCount'), 23_123)
    assert.deepEqual(read(stdout, 'body', 'value', 0, 'userRegistrationCounts', 3), {
      registrationStatus: 'mfaRegistered',
      registrationCount: 33,
    })
    assert.deepEqual(
      tenant.requests.map(({ method, path, status, bearer }) => ({
        method,
        path: lastPart(path),
        status,
        bearer,
      })),
      [
        { method: 'GET', path: 'openid-configuration', status: 200, bearer: false },
        { method: 'POST', path: 'token', status: 200, bearer: false },
        { method: 'GET', path: 'getCredentialUserRegistrationCount', status: 200, bearer: true },
      ],
    )
  })

  it('is refused with AADSTS7000215 when its secret is wrong', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 10, registered: 10 }))
    const stdout = await readReport(tenant, { AZURE_CLIENT_SECRET: 'wrong' })
    assert.match(String(read(stdout, 'refused')), /AADSTS7000215: Invalid client secret provided/)
  })

  it('gives up before it sends its secret when it names a tenant that does not exist', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 10, registered: 10 }))
    const stdout = await readReport(tenant, { AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111' })
    assert.match(String(read(stdout, 'refused')), /endpoints_resolution_error/)
    assert.deepEqual(
      tenant.requests.map(({ method, status }) => [method, status]),
      [['GET', 400]],
    )
  })

  it('is refused with AADSTS7000222 when a fault says that the secret has expired', async () => {
    const scenario = loadScenario('{population: 10, counts: {}, faults: [{on: login, kind: secret-expired}]}')
    await using tenant = await startTenant(scenario)
    assert.match(String(read(await readReport(tenant), 'refused')), /AADSTS7000222/)
  })
})

function lastPart(path: string): string | undefined {
  return path.split('/').at(-1)
}
