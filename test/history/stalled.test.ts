import assert from 'node:assert/strict'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { commandTime } from '../../src/config/deadlines.ts'
import { runCheck } from '../support/run-check.ts'
import { listening, silent, stallingAt } from '../support/stalling.ts'
import { type PostgresServer, startPostgres } from './support/postgres-server.ts'

const tooLate = /did not answer within \d+ s; try again when it does, or give the command more time/

describe('A PostgreSQL that does not answer', () => {
  it('is waited for no longer than the command has, from the first byte on', () =>
    listening(silent, async (port) => {
      const location = parseLocation(`postgres://me:pass@127.0.0.1:${port}/db`, '/', '--history')
      const began = performance.now()
      await assert.rejects(
        openHistory(location, 'write', () => 1_000),
        tooLate,
      )
      assert.ok(performance.now() - began < 3_000)
    }))

  describe('after it has been answering', () => {
    let server: PostgresServer
    before(async function () {
      const started = await startPostgres()
      if ('impossible' in started) {
        process.stderr.write(`SKIPPED: a PostgreSQL that stalls: ${started.impossible}\n`)
        return this.skip()
      }
      server = started
    })
    after(() => (server as PostgresServer | undefined)?.stop())

    it('does not hold a check past its deadline by more than two seconds', async () => {
      await using tenant = await startTenant(scenarioFromOptions({ population: 100, registered: 96 }))
      const url = new URL(await server.freshDatabase())
      await listening(stallingAt('insert into "mfa_gate_assessment"', Number(url.port)), async (port) => {
        url.port = String(port)
        const began = performance.now()
        const run = await runCheck(tenant, { args: ['--history', url.href, '--timeout', '3s'] })
        const seconds = (performance.now() - began) / 1_000
        assert.match(run.stdout, /mfa-registered/)
        assert.match(run.stderr, tooLate)
        assert.equal(run.exitCode, 2)
        // Five, and what a process takes to start on a busy machine.
        assert.ok(seconds < 15, `${seconds} s`)
      })
    })

    it('fails a query in its time, and closes at once', async () => {
      const url = new URL(await server.freshDatabase())
      const history = await openHistory(parseLocation(url.href, '/', '--history'), 'write')
      await history.close()
      await listening(stallingAt('mfa_gate_verdict', Number(url.port)), async (port) => {
        url.port = String(port)
        const again = await openHistory(parseLocation(url.href, '/', '--history'), 'read', () => 1_000)
        const began = performance.now()
        await assert.rejects(again.list(), tooLate)
        await again.close()
        assert.ok(performance.now() - began < 3_000)
      })
    })
  })
})

describe('The time of a command', () => {
  const rows = [
    { title: 'counts down to its deadline', now: 2_000, walk: 10_000, left: 9_500 },
    { title: 'leaves a moment when it is used up', now: 10_000, walk: 10_000, left: 1_500 },
    { title: 'leaves a moment when it is overdrawn', now: 11_000, walk: 10_000, left: 1_500 },
    { title: 'begins anew after a long walk', now: 100_000, walk: 600_000, left: 11_500 },
    { title: 'ends with the time of a walk', now: 595_000, walk: 600_000, left: 6_500 },
  ]
  for (const { title, now, walk, left } of rows) {
    it(title, () => {
      const moments = [0, now]
      const time = commandTime({ deadlineMs: 10_000, walkDeadlineMs: walk }, () => moments.shift() ?? now)
      assert.equal(time(), left)
    })
  }
})
