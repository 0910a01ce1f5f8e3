import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { type AuditBench, openAuditBench, slowTenant, tenantOf } from '../support/audit-run.ts'
import { runCli } from '../support/run-cli.ts'

const rulesOf = (name: string, minimum: string): string =>
  `rules: [{ id: ${name}, measure: mfaRegistered, minimum: ${minimum} }]\n`

/** What a process has that all of its runs share. */
function processState(): object {
  const { env, exitCode } = process
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((name) => process.listenerCount(name))
  return { env: { ...env }, exitCode, cwd: process.cwd(), signals }
}

/** Whoever passes its effects by writes to the process itself. */
async function writtenByProcess(work: () => Promise<void>): Promise<readonly string[]> {
  const written: string[] = []
  const streams = [process.stdout, process.stderr]
  const originals = streams.map(({ write }) => write)
  for (const stream of streams) {
    stream.write = (text: string | Uint8Array) => {
      written.push(String(text))
      return true
    }
  }
  try {
    await work()
  } finally {
    streams.forEach((stream, index) => (stream.write = originals[index]!))
  }
  return written
}

describe('Runs of the command line in one process', () => {
  let folder: string
  let few: Tenant
  let many: Tenant
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-isolation-'))
    ;[few, many] = (await Promise.all(
      [10, 99].map((registered) => startTenant(scenarioFromOptions({ population: 100, registered }))),
    )) as [Tenant, Tenant]
    writeFileSync(join(folder, 'strict.yaml'), rulesOf('strict', '95%'))
    writeFileSync(join(folder, 'lenient.yaml'), rulesOf('lenient', '50%'))
  })
  after(async () => {
    await Promise.all([few.close(), many.close()])
    rmSync(folder, { recursive: true })
  })

  const check = (tenant: Tenant, rules: string, more: NodeJS.ProcessEnv = {}) =>
    runCli(['check'], { ...tenant.environment, MFA_GATE_RULES: rules, ...more }, { cwd: folder })

  it('side by side have each its own environment, tenant, rules and output, and touch nothing of the process', async () => {
    const state = processState()
    const written = await writtenByProcess(async () => {
      const [refused, passed, unread, wrong] = await Promise.all([
        check(few, 'strict.yaml'),
        check(many, 'lenient.yaml'),
        check(many, 'strict.yaml', { AZURE_CLIENT_SECRET: 'wrong' }),
        check(many, 'nowhere.yaml'),
      ])
      assert.deepEqual(
        [refused, passed, unread, wrong].map(({ exitCode }) => exitCode),
        [1, 0, 3, 2],
      )
      assert.match(refused.stdout, /✗ strict .*10 of 100 users/)
      assert.match(passed.stdout, /✓ lenient .*99 of 100 users/)
      assert.match(unread.stdout, /✗ strict [^]*the client secret is wrong/)
      assert.match(wrong.stderr, /nowhere\.yaml cannot be read/)
      assert.doesNotMatch(refused.stdout, /lenient|99 of/)
      assert.doesNotMatch(passed.stdout, /strict|10 of/)
      assert.deepEqual([refused.stderr, passed.stderr, unread.stderr, wrong.stdout], ['', '', '', ''])
    })
    assert.deepEqual(written, [])
    assert.deepEqual(processState(), state)
  })

  it('one after the other remember nothing: neither a tenant, nor a token, nor a failure', async () => {
    for (const [tenant, more, exitCode] of [
      [many, { AZURE_CLIENT_SECRET: 'wrong' }, 3],
      [many, {}, 0],
      [few, {}, 1],
      [many, { AZURE_CLIENT_SECRET: 'wrong' }, 3],
      [many, {}, 0],
    ] as const) {
      const ran = await check(tenant, 'strict.yaml', more)
      assert.equal(ran.exitCode, exitCode, ran.stdout)
    }
  })

  it('heed no variable of the process itself, nor the folder that it is in', async () => {
    const other = mkdtempSync(join(tmpdir(), 'mfa-gate-elsewhere-'))
    const planted = {
      ARM_TENANT_ID: '11111111-1111-4111-8111-111111111111',
      AZURE_CLIENT_SECRET: 'wrong',
      AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
      GITHUB_STEP_SUMMARY: join(other, 'summary.md'),
      HTTPS_PROXY: 'http://127.0.0.1:9',
      MFA_GATE_HISTORY: join(other, 'history.db'),
      MFA_GATE_RULES: 'nowhere.yaml',
      MFA_GATE_TENANT: '11111111-1111-4111-8111-111111111111',
    }
    const names = Object.keys(planted)
    const earlier = names.map((name) => [name, process.env[name]] as const)
    const cwd = process.cwd()
    Object.assign(process.env, planted)
    process.chdir(other)
    try {
      const args = ['check', '--rules', 'strict.yaml', '--format', 'github', '--format', 'json=out/mfa.json']
      const ran = await runCli(args, many.environment, { cwd: folder })
      assert.equal(ran.exitCode, 0, ran.stdout + ran.stderr)
      assert.deepEqual(readdirSync(other), [])
      assert.deepEqual(readdirSync(join(folder, 'out')), ['mfa.json'])
    } finally {
      process.chdir(cwd)
      for (const [name, value] of earlier) {
        if (value === undefined) Reflect.deleteProperty(process.env, name)
        else process.env[name] = value
      }
      rmSync(other, { recursive: true })
    }
  })

  it('are interrupted each by its own signal, and the other goes on', async () => {
    const bench = (): Promise<AuditBench> =>
      openAuditBench([slowTenant('one', 1), slowTenant('two', 1), tenantOf('three', 980)])
    await using stopped = await bench()
    await using left = await bench()
    const signals = new EventEmitter()
    const audit = ({ folder: cwd, environment }: AuditBench, own?: EventEmitter) =>
      runCli(
        ['audit', '--tenants', 'mfa-tenants.yaml', '--concurrency', '1', '--timeout', '20s'],
        environment,
        { cwd, ...(own && { signals: own }) },
      )
    const both = Promise.all([audit(stopped, signals), audit(left)])
    while (signals.listenerCount('SIGINT') === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    signals.emit('SIGINT', 'SIGINT')
    const [interrupted, whole] = await both
    assert.deepEqual([interrupted.exitCode, whole.exitCode], [130, 0], whole.stdout + whole.stderr)
    assert.equal(signals.listenerCount('SIGINT'), 0)
  })
})
