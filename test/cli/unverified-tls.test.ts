import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { filesOf, jsonIn } from '../evidence/make-bundle.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const id = '11111111-0000-4000-8000-000000000001'

/** With it Node believes whoever answers; the proxy is an address where nobody does. */
const unverified = {
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_NO_WARNINGS: '1',
  AZURE_TENANT_ID: id,
  AZURE_CLIENT_ID: id,
  AZURE_CLIENT_SECRET: 'hunter2',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  MFA_GATE_TIMEOUT: '2s',
}

describe('NODE_TLS_REJECT_UNAUTHORIZED=0', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-tls-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const run = (args: readonly string[], environment: NodeJS.ProcessEnv) =>
    runCli(args, { ...cleanEnvironment(), ...environment }, { cwd: folder })

  const commands: readonly (readonly string[])[] = [
    ['check'],
    ['audit'],
    ['snapshot', '--output', 'tenant.json'],
    ['explain'],
    ['doctor'],
  ]
  for (const args of commands) {
    it(`lets ${args[0] ?? ''} determine nothing, and names NODE_EXTRA_CA_CERTS`, async () => {
      const { exitCode, stdout, stderr } = await run(args, unverified)
      assert.equal(exitCode, 3, stdout + stderr)
      assert.match(stdout + stderr, /NODE_TLS_REJECT_UNAUTHORIZED=0 makes Node trust any server that answers/)
      assert.match(stdout + stderr, /NODE_EXTRA_CA_CERTS=path\/to\/ca\.pem/)
    })
  }

  it('is refused for a tenant that its document gives a credential of its own', async () => {
    const entry = { tenant: id, credential: { clientId: id, secretFrom: { env: 'SECRET' } } }
    writeFileSync(join(folder, 'tenants.json'), JSON.stringify({ tenants: [entry] }))
    const ran = await run(['audit', '--tenants', 'tenants.json'], { ...unverified, SECRET: 'hunter2' })
    assert.equal(ran.exitCode, 3)
    assert.match(ran.stdout, /NODE_TLS_REJECT_UNAUTHORIZED=0/)
  })

  it('leaves evidence that says so', async () => {
    assert.equal((await run(['evidence', '--output', 'bundle.zip'], unverified)).exitCode, 3)
    const files = filesOf(readFileSync(join(folder, 'bundle.zip')))
    assert.match(JSON.stringify(jsonIn(files, 'assessment.json')), /"code":"tls-unverified"/)
  })

  it('changes nothing for a stand-in on loopback', async () => {
    await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
    const ran = await run(['check'], { ...tenant.environment, NODE_TLS_REJECT_UNAUTHORIZED: '0' })
    assert.equal(ran.exitCode, 0, ran.stdout + ran.stderr)
  })
})
