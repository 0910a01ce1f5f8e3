import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { watchInterrupt } from '../../src/cli/audit/interrupt.ts'
import type { KeptAssessment } from '../../src/history/history.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { sharedPostgres } from '../history/support/postgres-server.ts'
import { type AuditBench, openAuditBench, slowTenant, tenantOf } from '../support/audit-run.ts'
import { runCli } from '../support/run-cli.ts'

async function keptIn(bench: AuditBench, location = 'h.db'): Promise<readonly KeptAssessment[]> {
  const history = await openHistory(parseLocation(location, bench.folder, '--history'), 'read')
  try {
    const kept: KeptAssessment[] = []
    for await (const one of history.assessments()) kept.push(one)
    return kept
  } finally {
    await history.close()
  }
}

/** Twelve tenants of a second each, of which the last is below the minimum. */
const slowOnes = () =>
  openAuditBench([
    tenantOf('0', 500),
    ...Array.from({ length: 10 }, (_, index) => slowTenant(String(index + 1), 1)),
    tenantOf('11', 980),
  ])

const audit = ['--history', 'h.db', '--concurrency', '2', '--timeout', '20s'] as const

describe('an audit that is interrupted', function () {
  this.timeout(120_000)

  it('keeps what was finished when it is killed, and a resumed one does every other tenant once', async () => {
    await using bench = await slowOnes()
    const killed = await bench.runUntil(/^\[5\/12\]/m, 'SIGKILL', audit)
    assert.equal(killed.signal, 'SIGKILL')
    const before = await keptIn(bench)
    assert.ok(before.length >= 5 && before.length < 12, String(before.length))
    const resumed = await bench.run([...audit, '--resume'])
    // The one below the minimum was found before the kill: it still decides.
    assert.equal(resumed.exitCode, 1, resumed.stderr)
    assert.match(resumed.stdout, /Audited 12 tenants: 11 passed, 1 refused\./)
    const after = await keptIn(bench)
    assert.deepEqual(
      after.map(({ tenantName }) => Number(tenantName)).sort((a, b) => a - b),
      Array.from({ length: 12 }, (_, index) => index),
    )
    assert.equal(new Set(after.map(({ auditId }) => auditId)).size, 1)
    const again = await bench.run([...audit, '--resume'])
    assert.equal(again.exitCode, 2)
    assert.match(again.stderr, /the history has no unfinished audit; leave --resume out to start one/)
  })

  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`ends in order on ${signal}, and says how to go on`, async () => {
      await using bench = await slowOnes()
      const stopped = await bench.runUntil(/^\[2\/12\]/m, signal, audit)
      assert.equal(stopped.exitCode, exitCode, stopped.stderr)
      assert.match(stopped.stderr, /finished tenants are kept: continue with the same command and --resume/)
      const kept = await keptIn(bench)
      assert.ok(kept.length < 12)
      // What was running is neither kept nor told as an answer.
      assert.equal(kept.filter(({ outcome }) => outcome === 'undetermined').length, 0)
      assert.equal((await bench.run([...audit, '--resume'])).exitCode, 1)
      assert.equal((await keptIn(bench)).length, 12)
    })
  }

  it('says so too where Ctrl-C comes twice, from the terminal and from the command around it', async () => {
    await using bench = await slowOnes()
    const signals = new EventEmitter()
    const running = runCli(['audit', '--tenants', 'mfa-tenants.yaml', ...audit], bench.environment, {
      cwd: bench.folder,
      signals,
    })
    while (signals.listenerCount('SIGINT') === 0) await setTimeout(5)
    await setTimeout(500)
    signals.emit('SIGINT', 'SIGINT')
    assert.equal(signals.listenerCount('SIGINT'), 1, 'the second would end the process')
    signals.emit('SIGINT', 'SIGINT')
    const stopped = await running
    assert.equal(stopped.exitCode, 130, stopped.stderr)
    assert.match(
      stopped.stderr,
      /\nmfa-gate: interrupted; finished tenants are kept: continue with the same command and --resume\.\n$/,
    )
  })

  it('is ended at once by whoever presses it once more', async () => {
    const signals = new EventEmitter()
    const interrupt = watchInterrupt(signals)
    signals.emit('SIGINT', 'SIGINT')
    await setTimeout(1_100)
    assert.deepEqual([signals.listenerCount('SIGINT'), interrupt.exitCode], [0, 130])
  })

  it('is not resumed with other rules, since its answers would not fit', async () => {
    await using bench = await slowOnes()
    await bench.runUntil(/^\[2\/12\]/m, 'SIGKILL', audit)
    writeFileSync(
      join(bench.folder, 'rules.yaml'),
      'rules:\n  - { id: other, measure: mfaRegistered, minimum: "10%" }\n',
    )
    const ran = await bench.run([...audit, '--rules', 'rules.yaml', '--resume'])
    assert.equal(ran.exitCode, 2)
    assert.match(ran.stderr, /was started with other tenants, rules, source or stack than now/)
  })
})

describe('two audits at once into one history', function () {
  this.timeout(120_000)

  async function auditTwice(bench: AuditBench, location: string): Promise<void> {
    const variables = { MFA_GATE_HISTORY: location }
    // SQLite has a process wait for another one; two in one process would wait for each other.
    const both = await Promise.all([bench.runAlone([], variables), bench.runAlone([], variables)])
    assert.deepEqual(
      both.map(({ exitCode }) => exitCode),
      [1, 1],
      both.map(({ stderr }) => stderr).join('\n'),
    )
    const kept = await keptIn(bench, location)
    const audits = Map.groupBy(kept, ({ auditId }) => auditId)
    assert.equal(audits.size, 2)
    for (const rows of audits.values()) assert.equal(new Set(rows.map(({ tenantKey }) => tenantKey)).size, 20)
    assert.equal(kept.length, 40)
  }
  const twenty = () =>
    openAuditBench([
      tenantOf('below', 5),
      ...Array.from({ length: 19 }, (_, index) => tenantOf(String(index), 980)),
    ])

  it('both finish, each with every tenant once, in SQLite', async () => {
    await using bench = await twenty()
    await auditTwice(bench, 'h.db')
  })

  it('both finish, each with every tenant once, in PostgreSQL', async function () {
    const server = await sharedPostgres()
    if ('impossible' in server) return this.skip()
    await using bench = await twenty()
    await auditTwice(bench, await server.freshDatabase())
  })
})
