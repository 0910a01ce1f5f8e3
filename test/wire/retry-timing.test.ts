import assert from 'node:assert/strict'
import fc from 'fast-check'
import { retryAfterMs, waitAfter } from '../../src/wire/retry-timing.ts'

const now = Date.parse('2026-11-22T10:00:00Z')

describe('the wait before the next attempt', () => {
  const rows: readonly [
    title: string,
    number: number,
    status: number | undefined,
    retryAfter: string | undefined,
    wait: number | undefined,
  ][] = [
    ['starts at a second', 1, 503, undefined, 1_000],
    ['doubles', 3, 500, undefined, 4_000],
    ['is as long as Retry-After says in seconds', 1, 503, '7', 7_000],
    ['is as long as Retry-After says by date', 1, 503, 'Sun, 22 Nov 2026 10:00:09 GMT', 9_000],
    ['is as long as a short Retry-After of a quota says', 1, 429, '4', 4_000],
    ['is as long as Retry-After says for one that a quota refuses once', 1, 429, '5', 5_000],
    ['is a whole window where a quota refuses again', 2, 429, '1', 10_000],
    ['is a whole window of a bandwidth limit too', 2, 509, '1', 10_000],
    ['ignores a date in the past', 2, 429, 'Sun, 22 Nov 2026 09:59:00 GMT', 2_000],
    ['ignores a Retry-After that is no time', 2, 429, 'soon', 2_000],
    ['ignores an empty Retry-After', 2, 429, '', 2_000],
    ['ignores a negative Retry-After', 2, 429, '-5', 2_000],
    ['ends after six attempts', 6, 503, '1', undefined],
    ['ends after six attempts at a quota that says no time', 6, 429, undefined, undefined],
    ['goes on at a quota that says how long to wait', 7, 429, '1', 10_000],
    ['ends after eight attempts there', 8, 429, '1', undefined],
    ['ends after three attempts without a connection', 3, undefined, undefined, undefined],
  ]
  for (const [title, number, status, retryAfter, wait] of rows) {
    it(title, () => assert.equal(waitAfter({ number, status, retryAfter }, now, 0), wait))
  }

  it('is never shorter than Retry-After asks, nor than half a second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.nat(1_000)),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (number, asked, random) => {
          const wait = waitAfter({ number, status: 429, retryAfter: asked?.toString() }, now, random)!
          assert.ok(wait >= (asked ?? 0.5) * 1_000)
        },
      ),
    )
  })

  it('is measured by the clock of who says until when', () => {
    const says = {
      retryAfter: 'Sun, 22 Nov 2026 12:00:03 GMT',
      date: 'Sun, 22 Nov 2026 12:00:00 GMT',
    }
    assert.equal(waitAfter({ number: 1, status: 503, ...says }, now, 0), 3_000)
    assert.equal(retryAfterMs({ ...says, date: 'no date' }, now), 7_203_000)
  })

  it('is at most twice what a quota says to one that it refuses once', () => {
    const latest = (retryAfter: string) => waitAfter({ number: 1, status: 429, retryAfter }, now, 1)
    assert.deepEqual([latest('1'), latest('5'), latest('10')], [2_000, 10_000, 20_000])
  })

  it('is spread in proportion to Retry-After', () => {
    const latest = (retryAfter: string) => waitAfter({ number: 1, status: 503, retryAfter }, now, 1)
    assert.deepEqual([latest('1'), latest('10'), latest('60')], [2_000, 20_000, 120_000])
  })

  it('is spread over all the time that is left, or 100 s of it, where a quota refuses again', () => {
    const latest = (remainingMs: number) =>
      waitAfter({ number: 2, status: 429, retryAfter: '3' }, now, 1, remainingMs)
    assert.deepEqual([latest(20_000), latest(60_000), latest(600_000)], [19_000, 59_000, 110_000])
  })

  it('is not begun when it cannot fit, and leaves a second for the answer when it can', () => {
    const wait = (retryAfter: string, remainingMs: number) =>
      waitAfter({ number: 1, status: 429, retryAfter }, now, 1, remainingMs)
    assert.equal(wait('30', 30_000), undefined)
    assert.equal(wait('8', 20_000), 16_000)
    assert.equal(wait('11', 20_000), 19_000)
    assert.equal(wait('19', 20_000), 19_000)
    assert.equal(wait('19', 19_500), undefined)
  })

  it('reads any header without a throw, into a time or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = retryAfterMs({ retryAfter: header }, now)
        assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0))
      }),
    )
  })
})
