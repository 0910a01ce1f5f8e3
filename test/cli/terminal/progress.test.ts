import assert from 'node:assert/strict'
import { aboutTime, progressLine, waitingLine } from '../../../src/cli/progress-words.ts'
import { outlookOf } from '../../../src/graph/pacing.ts'
import { loadScenario, scenarioFromOptions, startTenant } from '../../../src/simulator/tenant/index.ts'
import { runCli } from '../../support/run-cli.ts'

const quota = { requests: 5, perMs: 10_000 }

describe('What is said of the time that a reading takes', () => {
  for (const [milliseconds, words] of [
    [0, 'about 1 s'],
    [8_200, 'about 9 s'],
    [41_000, 'about 50 s'],
    [52_000, 'about 1 min'],
    [105_000, 'about 1 min 50 s'],
    [3_590_500, 'about 1 h'],
    [7_500_000, 'about 2 h 5 min'],
  ] as const) {
    it(`is ${words} of ${milliseconds} ms`, () => assert.equal(aboutTime(milliseconds), words))
  }

  it('knows the pace, as sending the requests one by one would show', () => {
    for (const requests of [0, 1, 4, 5, 6, 19, 60, 61]) {
      for (const spent of [[], [-9_000], [-4_000, -3_000, -2_000, -1_000, 0]]) {
        const eachMs = 400
        let [at, times]: [number, readonly number[]] = [0, spent]
        for (let sent = 0; sent < requests; sent += 1) {
          const fifth = times.at(-quota.requests)
          const free = times.length < quota.requests || fifth === undefined ? at : fifth + quota.perMs
          at = Math.max(at, free) + eachMs
          times = [...times, at]
        }
        const { leftMs } = outlookOf(spent, quota, 0, { requests, eachMs })
        assert.ok(Math.abs(leftMs - at) <= 0.05 * at + quota.perMs / 2, `${requests}: ${leftMs} for ${at}`)
      }
    }
  })

  it('is the wait for the next request, where the quota is spent', () => {
    const spent = [-4_000, -3_000, -2_000, -1_000, 0]
    assert.equal(outlookOf(spent, quota, 0, { requests: 60, eachMs: 0 }).waitMs, 6_000)
    assert.equal(outlookOf(spent, quota, 0, { requests: 0, eachMs: 0 }).waitMs, 0)
    assert.equal(outlookOf([], quota, 0, { requests: 60, eachMs: 0 }).waitMs, 0)
  })

  const reached = { rows: 4_995, pages: 5, expected: 61_000, waitMs: 6_000, leftMs: 105_000 }
  for (const [columns, line] of [
    [
      130,
      "Reading users █░░░░░░░░░░░░░░░░░░░ 4,995 of about 61,000, 5 pages, waiting for Microsoft's quota, about 1 min 50 s left",
    ],
    [
      115,
      "Reading users █░░░░░░░░░░░░░░░░░░░ 4,995 of about 61,000, waiting for Microsoft's quota, about 1 min 50 s left",
    ],
    [100, "Reading users 4,995 of about 61,000, waiting for Microsoft's quota, about 1 min 50 s left"],
    [80, "8 %, waiting for Microsoft's quota, about 1 min 50 s left"],
    [60, "8 %, waiting for Microsoft's quota, about 1 min 50 s left"],
  ] as const) {
    it(`fits ${columns} columns`, () => {
      assert.equal(progressLine(reached, columns), line)
      assert.ok(line.length < columns)
    })
  }

  for (const [status, columns, line] of [
    [429, 80, 'graph.microsoft.com answered 429, asking again in about 30 s'],
    [undefined, 80, 'graph.microsoft.com does not answer, asking again in about 30 s'],
    [503, 50, 'asking again in about 30 s'],
  ] as const) {
    it(`is the wait after ${status ?? 'no answer'} in ${columns} columns`, () => {
      assert.equal(waitingLine(29_500, { host: 'graph.microsoft.com', status }, columns), line)
    })
  }

  it('says no more than is known', () => {
    const unknown = { ...reached, expected: undefined, waitMs: 0, leftMs: undefined }
    assert.equal(progressLine(unknown, 80), 'Reading users 4,995, 5 pages')
    assert.equal(progressLine({ ...unknown, rows: 1, pages: 1 }, 80), 'Reading users 1, 1 page')
  })
})

describe('The progress of a check on a terminal', function () {
  this.timeout(60_000)

  it('counts users with separators, and waits for a quota by name', async () => {
    await using tenant = await startTenant(
      scenarioFromOptions({
        ...{ population: 2_500, registered: 2_400, mix: 'phone=1%' },
        permissions: ['Reports.Read.All', 'AuditLog.Read.All'],
      }),
    )
    const check = ['check', '--source', 'registrationDetails']
    const environment = { ...tenant.environment, MFA_GATE_PACE: '2/4s', MFA_GATE_TIMEOUT: '50s' }
    const { exitCode, stderr } = await runCli(check, environment, { columns: 120 })
    assert.equal(exitCode, 0, stderr)
    assert.match(stderr, / 999 of about 2,500, 1 page, waiting for Microsoft's quota, about [1-9] s left/)
    assert.equal((await runCli([...check, '--quiet'], environment, { columns: 120 })).stderr, '')
  })

  it('says why it waits before a request is sent again', async () => {
    const faults = [{ on: 'report', kind: 'throttle-429', times: 1, retryAfter: '3' }]
    await using tenant = await startTenant(
      loadScenario(JSON.stringify({ population: 100, counts: { mfaRegistered: 96 }, faults })),
    )
    const { exitCode, stderr } = await runCli(['check'], tenant.environment, { columns: 120 })
    assert.equal(exitCode, 0, stderr)
    assert.match(stderr, /localhost:\d+ answered 429, asking again in about [2-9] s/)
    assert.ok(!(await runCli(['check', '--quiet'], tenant.environment, { columns: 120 })).stderr)
  })
})
