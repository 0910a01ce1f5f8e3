import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  scenarioFromOptions,
  startTenants,
  tenantSpecs,
  writeTenantsFile,
} from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'

/** An audit of tenants that one app signs in to, with 20 requests in 2 s over all of them. */
async function audit(environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-app-quota-'))
  const tenants = await startTenants(
    tenantSpecs(30, scenarioFromOptions({ population: 100, registered: 98 })),
    { appQuota: { requests: 20, seconds: 2 } },
  )
  const file = await writeTenantsFile(tenants.directories)
  try {
    const ran = await runCli(
      ['audit', '--tenants', file.path, '--concurrency', '40'],
      { ...tenants.environment, ...file.secrets, ...environment },
      { cwd: folder },
    )
    const asked = tenants.requests.filter(({ path }) => path.startsWith('/beta/'))
    return { ...ran, refused: asked.filter(({ status }) => status === 429).length, asked: asked.length }
  } finally {
    await file.remove()
    await tenants.close()
    rmSync(folder, { recursive: true })
  }
}

describe("The app's quota over all tenants", () => {
  it('is met by nobody who audits: the requests of one process are spread over the time', async () => {
    const { exitCode, refused, asked } = await audit({})
    assert.deepEqual({ exitCode, answered: asked - refused }, { exitCode: 0, answered: 30 })
    // Both sides are this process, which may stand still for a while and then send what is due at once.
    assert.ok(refused <= 2, `${refused} refused`)
  })

  it('is enforced by the embedded Graph', async () => {
    const { exitCode, refused } = await audit({ MFA_GATE_APP_PACE: 'off' })
    assert.ok(refused > 2, `${refused} refused`)
    // Asked again after what Retry-After says.
    assert.equal(exitCode, 0)
  })

  it('does not take time from a tenant that waits for its turn', async () => {
    const { exitCode } = await audit({ MFA_GATE_TIMEOUT: '2500ms' })
    assert.equal(exitCode, 0)
  })

  it('is written as a number in a time', async () => {
    const { exitCode, stderr } = await audit({ MFA_GATE_APP_PACE: 'fast' })
    assert.equal(exitCode, 2)
    assert.match(
      stderr,
      /MFA_GATE_APP_PACE is "fast"; write how many requests in how many seconds, such as 122\/10s/,
    )
  })
})
