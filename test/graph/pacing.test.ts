import assert from 'node:assert/strict'
import fc from 'fast-check'
import { documentedPace, leastDuration, waitForToken } from '../../src/graph/pacing.ts'

/** Plays requests that are each sent as soon as they may be, and answers when each was received. */
function play(
  requests: number,
  pace: typeof documentedPace,
  latencies: readonly number[],
): readonly number[] {
  let now = 0
  let spent: readonly number[] = []
  const received: number[] = []
  for (let index = 0; index < requests; index += 1) {
    now += waitForToken(spent, pace, now)
    const latency = latencies[index % latencies.length] ?? 0
    // Somewhere between sending and answering the service counts the request.
    received.push(now + latency / 3)
    now += latency
    spent = [...spent, now]
  }
  return received
}

describe('The pace', () => {
  it('lets a burst through, and then waits until the first token comes back', () => {
    assert.equal(waitForToken([], documentedPace, 0), 0)
    assert.equal(waitForToken([0, 10, 20, 30], documentedPace, 40), 0)
    assert.equal(waitForToken([0, 10, 20, 30, 40], documentedPace, 50), 9_950)
    assert.equal(waitForToken([0, 10, 20, 30, 40], documentedPace, 10_000), 0)
  })

  it('never lets more requests arrive in any window than the quota has, whatever the latencies', () => {
    const pace = fc.record({
      requests: fc.integer({ min: 1, max: 9 }),
      perMs: fc.integer({ min: 1, max: 20_000 }),
    })
    const latencies = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(pace, latencies, fc.integer({ min: 1, max: 60 }), (rate, delays, requests) => {
        const received = play(requests, rate, delays)
        for (const [index, at] of received.entries()) {
          const later = received[index + rate.requests]
          assert.ok(later === undefined || later - at >= rate.perMs)
        }
      }),
    )
  })

  it('takes no longer than it must: what is foretold is what happens when answers take no time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), (requests) => {
        assert.equal(play(requests, documentedPace, [0]).at(-1), leastDuration(requests, documentedPace))
      }),
      { numRuns: 30 },
    )
  })

  it('reads 100,000 users in 200 s at the documented pace', () => {
    assert.equal(leastDuration(101, documentedPace), 200_000)
    assert.equal(leastDuration(5, documentedPace), 0)
    assert.equal(leastDuration(10_000, undefined), 0)
  })
})
