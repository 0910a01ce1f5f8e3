import assert from 'node:assert/strict'
import { holds, retryAfterValue } from '../../../src/simulator/tenant/faults/schedule.ts'
import { loadScenario, startTenant } from '../../../src/simulator/tenant/index.ts'
import { askReport } from './support/client.ts'

const timings = [
  { title: 'always, unless told otherwise', timing: {}, answers: [true, true, true, true] },
  { title: 'for the first answers only', timing: { times: 2 }, answers: [true, true, false, false] },
  { title: 'after some answers that go well', timing: { after: 2 }, answers: [false, false, true, true] },
  { title: 'for a while in between', timing: { after: 1, times: 2 }, answers: [false, true, true, false] },
]

describe('A fault holds', () => {
  for (const { title, timing, answers } of timings) {
    it(title, () => {
      assert.deepEqual(
        answers.map((_, index) => holds(timing, index + 1)),
        answers,
      )
    })
  }

  it('in sequence with others: throttled twice, one 500, then the report', async () => {
    const scenario = loadScenario(`
      population: 10
      counts: {mfaRegistered: 9}
      faults:
        - {on: report, kind: throttle-429, times: 2, retryAfter: "1"}
        - {on: report, kind: server-500, after: 2, times: 1}
    `)
    await using tenant = await startTenant(scenario)
    const seen: unknown[] = []
    for (let index = 0; index < 4; index += 1) {
      const { status, headers } = await askReport(tenant)
      seen.push([status, headers['retry-after']])
    }
    assert.deepEqual(seen, [
      [429, '1'],
      [429, '1'],
      [500, undefined],
      [200, undefined],
    ])
  })

  it('together with others: counts as strings, and one above the population', async () => {
    const scenario = loadScenario(`
      population: 10
      counts: {mfaRegistered: 9}
      faults: [{on: report, kind: count-above-population}, {on: report, kind: string-counts}]
    `)
    await using tenant = await startTenant(scenario)
    assert.match((await askReport(tenant)).body, /"totalUserCount":"10".*"registrationCount":"310"/)
  })
})

describe('Retry-After is sent', () => {
  const at = new Date('2026-11-22T12:00:00Z')
  const values = [
    { title: 'as seconds', given: '41', sent: '41' },
    { title: 'as a date to come', given: 'date+30', sent: 'Sun, 22 Nov 2026 12:00:30 GMT' },
    { title: 'as a date gone by', given: 'date-30', sent: 'Sun, 22 Nov 2026 11:59:30 GMT' },
    { title: 'as garbage', given: 'soon', sent: 'soon' },
    { title: 'empty', given: '', sent: '' },
  ]
  for (const { title, given, sent } of values) {
    it(title, () => assert.equal(retryAfterValue(given, at), sent))
  }
})
