import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Count } from '../../src/model/count.ts'
import { formatMinimum, formatRatio, meets, shortfall } from '../../src/model/ratio.ts'
import { minimumOf } from '../support/make.ts'

const count = (value: number): Count => value as Count

describe('a ratio', () => {
  const rows: readonly [
    registered: number,
    population: number,
    minimum: string,
    met: boolean,
    printed: string,
  ][] = [
    [33, 23_123, '95%', false, '0.14 %'],
    [22_000, 23_123, '95%', true, '95.14 %'],
    [21_966, 23_123, '95%', false, '94.99 %'],
    [21_967, 23_123, '95%', true, '95.00 %'],
    [949_999, 1_000_000, '95%', false, '94.99 %'],
    [950_000, 1_000_000, '95%', true, '95.00 %'],
    [9, 10, '90%', true, '90.00 %'],
    [29, 100, '29%', true, '29.00 %'],
    [1, 3, '33.333333%', true, '33.333333 %'],
    [1, 3, '33.333334%', false, '33.333333 %'],
    [0, 7, '0%', true, '0.00 %'],
    [7, 7, '100%', true, '100.00 %'],
    [Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, '100%', false, '99.99 %'],
  ]
  for (const [registered, population, minimum, met, printed] of rows) {
    it(`of ${registered} in ${population} ${met ? 'meets' : 'misses'} ${minimum} and prints ${printed}`, () => {
      assert.equal(meets(count(registered), count(population), minimumOf(minimum)), met)
      assert.equal(formatRatio(count(registered), count(population), minimumOf(minimum)), printed)
    })
  }

  const counts = fc
    .tuple(fc.nat({ max: 5_000_000 }), fc.integer({ min: 1, max: 5_000_000 }))
    .map(([registered, population]) => ({
      registered: count(Math.min(registered, population)),
      population: count(population),
    }))
  const minimums = fc.integer({ min: 0, max: 100_000_000 }).map((scaled) => ({ scaled: BigInt(scaled) }))

  it('never prints what contradicts the verdict', () => {
    fc.assert(
      fc.property(counts, minimums, ({ registered, population }, minimum) => {
        const printed = Number.parseFloat(formatRatio(registered, population, minimum))
        const demanded = Number.parseFloat(formatMinimum(minimum))
        assert.equal(printed >= demanded, meets(registered, population, minimum))
      }),
    )
  })

  it('is never turned from met to missed by one more user', () => {
    fc.assert(
      fc.property(counts, minimums, ({ registered, population }, minimum) => {
        const more = count(Math.min(registered + 1, population))
        assert.ok(!meets(registered, population, minimum) || meets(more, population, minimum))
      }),
    )
  })

  it('is met by the shortfall, and missed by one user less', () => {
    fc.assert(
      fc.property(counts, minimums, ({ registered, population }, minimum) => {
        const missing = shortfall(registered, population, minimum)
        assert.ok(meets(count(registered + missing), population, minimum))
        assert.ok(missing === 0 || !meets(count(registered + missing - 1), population, minimum))
      }),
    )
  })
})
