import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

describe('mfa-gate check --history', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-check-history-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const check = async (
    registered: number,
    args: readonly string[],
    faults: readonly string[] = [],
    more: NodeJS.ProcessEnv = {},
  ) => {
    await using tenant = await startTenant(
      scenarioFromOptions({ population: 100, registered, faults: [...faults] }),
    )
    const ran = await runCli(
      ['check', ...args],
      { ...cleanEnvironment(), ...tenant.environment, ...more },
      { cwd: folder },
    )
    return { ...ran, tenant }
  }
  const kept = async () => {
    const history = await openHistory(parseLocation('history.db', folder, '--history'), 'read')
    try {
      const lines = await history.list()
      return lines.map(({ outcome, verdict }) => [outcome, verdict?.count, verdict?.population])
    } finally {
      await history.close()
    }
  }

  it('keeps every answer, whatever it is, newest first', async () => {
    assert.equal((await check(96, ['--history', 'history.db'])).exitCode, 0)
    assert.equal((await check(33, [], [], { MFA_GATE_HISTORY: 'history.db' })).exitCode, 1)
    const unread = await check(96, ['--history', 'history.db'], ['report:licence-403'])
    assert.equal(unread.exitCode, 3)
    assert.deepEqual(await kept(), [
      ['undetermined', null, null],
      ['violation', 33, 100],
      ['pass', 96, 100],
    ])
  })

  it('keeps nothing of a dry run', async () => {
    assert.equal((await check(96, ['--history', 'history.db', '--dry-run'])).exitCode, 0)
    assert.ok(!existsSync(join(folder, 'history.db')))
  })

  it('is refused before the tenant is read when the file is no history', async () => {
    writeFileSync(join(folder, 'history.db'), 'a text that is no database, and long enough to look like one')
    const { exitCode, stderr, stdout, tenant } = await check(96, ['--history', 'history.db'])
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: the history history\.db [^\n]+\n$/)
    assert.equal(stdout, '')
    assert.equal(tenant.requests.length, 0)
  })

  it('never prints the password of its URL', async () => {
    const url = 'postgres://gate:pa55-canary@127.0.0.1:1/history'
    const { exitCode, stderr } = await check(96, ['--debug'], [], { MFA_GATE_HISTORY: url })
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: the history in PostgreSQL at 127\.0\.0\.1:1\/history [^\n]+\n$/)
    assert.ok(!stderr.includes('canary'))
  })
})
