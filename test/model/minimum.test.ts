import assert from 'node:assert/strict'
import fc from 'fast-check'
import { decimalsOf, parseMinimum } from '../../src/model/minimum.ts'
import { formatMinimum } from '../../src/model/ratio.ts'

describe('a minimum', () => {
  const accepted: readonly [given: unknown, printed: string][] = [
    ['95%', '95 %'],
    ['95 %', '95 %'],
    ['99.5%', '99.5 %'],
    ['0%', '0 %'],
    ['100%', '100 %'],
    ['1%', '1 %'],
    ['33.333333%', '33.333333 %'],
    [0.95, '95 %'],
    [0, '0 %'],
    [1, '100 %'],
    [0.29, '29 %'],
    [0.00000001, '0.000001 %'],
    [0.0095, '0.95 %'],
  ]
  for (const [given, printed] of accepted) {
    it(`reads ${JSON.stringify(given)} as ${printed}`, () => {
      const parsed = parseMinimum(given)
      assert.ok('minimum' in parsed)
      assert.equal(formatMinimum(parsed.minimum), printed)
    })
  }

  const refused: readonly [given: unknown, why: string][] = [
    [95, 'percent-or-ratio'],
    ['95', 'percent-or-ratio'],
    ['0.95', 'percent-or-ratio'],
    [1.5, 'percent-or-ratio'],
    ['0.95%', 'tiny-percentage'],
    [101, 'out-of-range'],
    [-0.1, 'out-of-range'],
    [Number.NaN, 'out-of-range'],
    [Number.POSITIVE_INFINITY, 'out-of-range'],
    ['101%', 'out-of-range'],
    ['33.3333333%', 'too-precise'],
    [1e-9, 'too-precise'],
    ['ninety-five', 'not-a-minimum'],
    ['95 percent', 'not-a-minimum'],
    ['-5%', 'not-a-minimum'],
    [null, 'not-a-minimum'],
    [undefined, 'not-a-minimum'],
    [true, 'not-a-minimum'],
  ]
  for (const [given, why] of refused) {
    it(`refuses ${given === undefined ? 'nothing' : JSON.stringify(given)} as ${why}`, () => {
      const parsed = parseMinimum(given)
      assert.ok('refused' in parsed)
      assert.equal(parsed.refused, why)
    })
  }

  it('means the same as a ratio and as a percentage, for every hundredth of a percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 10_000 }), (hundredths) => {
        const ratio = parseMinimum(hundredths / 10_000)
        const percentage = parseMinimum(`${String(hundredths / 100)}%`)
        assert.deepEqual(ratio, percentage)
      }),
    )
  })

  it('never needs more decimals than are kept', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 100_000_000 }), (scaled) => {
        assert.ok(decimalsOf({ scaled: BigInt(scaled) }) <= 6)
      }),
    )
  })
})
