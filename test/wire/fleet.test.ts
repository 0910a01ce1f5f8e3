import assert from 'node:assert/strict'
import { waitAfter } from '../../src/wire/retry-timing.ts'

const quota = { requests: 5, windowMs: 10_000 }
const concurrency = 8
const checks = 200

describe('A fleet of checks that share the quota of one app', () => {
  // Before: 5 of 200, since Retry-After brought all of them back at once, and who is refused uses up quota too.
  // The quota lets about one request in four seconds through, so that eight at a time need half a minute each at best.
  const rows = [
    { deadlineMs: 30_000, decided: 95 },
    { deadlineMs: 120_000, decided: 182 },
    { deadlineMs: 180_000, decided: 190 },
  ]
  const seeds = [20_261_122, 4_711, 8_675_309, 42]
  for (const { deadlineMs, decided } of rows) {
    it(`of ${checks}, ${concurrency} at a time, gets at least ${decided} through with ${deadlineMs / 1_000} s each`, () => {
      const through = seeds.map((seed) => runFleet(deadlineMs, seed))
      const mean = through.reduce((sum, one) => sum + one, 0) / seeds.length
      assert.ok(mean >= decided, through.join(', '))
    })
  }
})

/** How many of the checks get their one answer in time, by the clock of a simulation. */
function runFleet(deadlineMs: number, seed: number): number {
  const random = pseudoRandom(seed)
  const events: { readonly at: number; readonly run: (now: number) => void }[] = []
  const at = (moment: number, run: (now: number) => void): void => {
    events.push({ at: moment, run })
    events.sort((a, b) => a.at - b.at)
  }
  let arrivals: number[] = []
  let begun = 0
  let through = 0
  const begin = (now: number): void => {
    if (begun === checks) return
    begun += 1
    const startMs = 700 + 600 * random()
    const ask = (number: number) => (moment: number) => {
      const refused = refusedFor(moment)
      if (refused === undefined) through += 1
      const remainingMs = now + startMs + deadlineMs - moment
      const failed = { number, status: 429, retryAfter: refused }
      const wait = refused === undefined ? undefined : waitAfter(failed, 0, random(), remainingMs)
      if (wait === undefined) begin(moment)
      else at(moment + wait, ask(number + 1))
    }
    at(now + startMs, ask(1))
  }
  const refusedFor = (moment: number): string | undefined => {
    const recent = arrivals.filter((one) => one > moment - quota.windowMs)
    arrivals = [...recent, moment]
    if (recent.length < quota.requests) return undefined
    return String(Math.ceil(((recent[0] ?? 0) + quota.windowMs - moment) / 1_000))
  }
  for (let slot = 0; slot < concurrency; slot += 1) begin(0)
  for (let next = events.shift(); next !== undefined; next = events.shift()) next.run(next.at)
  return through
}

/** A linear congruential generator, so that the fleet meets the same luck each time. */
function pseudoRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
