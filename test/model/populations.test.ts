import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Count } from '../../src/model/count.ts'
import { parsePoints, type Points } from '../../src/model/drop.ts'
import { compared, type Population, tooFarApart } from '../../src/model/populations.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { snapshotOf } from '../support/make.ts'

const points = (text: string): Points => parsePoints(text)!
const ofReport = (users: number): Population => ({ source: 'registrationCounts', users: users as Count })
const ofWalk = (users: number): Population => ({ source: 'registrationDetails', users: users as Count })

describe('two populations of one tenant', () => {
  const rows: readonly [report: number, walk: number, tolerance: string, apart: boolean][] = [
    [5_000, 5, '2%', true],
    [5, 5_000, '2%', true],
    [100, 98, '2%', false],
    [100, 97, '2%', true],
    [10_000, 9_799, '2%', true],
    [100, 100, '0%', false],
    [100, 99, '0%', true],
    [100, 99, '0.999999%', true],
    [100, 0, '50%', true],
    [0, 0, '0%', false],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, '0%', true],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1, '0.000001%', false],
  ]
  for (const [report, walk, tolerance, apart] of rows) {
    it(`${report} and ${walk} are ${apart ? 'too far apart' : 'near enough'} at ${tolerance}`, () => {
      const found = tooFarApart([ofReport(report), ofWalk(walk)], points(tolerance))
      assert.equal(found !== undefined, apart)
      if (found !== undefined) assert.ok(found.fewer.users < found.more.users)
    })
  }

  const users = fc.oneof(fc.nat(10_000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
  const tolerances = fc.bigInt({ min: 0n, max: 50_000_000n }).map((scaled) => ({ scaled }))

  it('are judged alike in whichever order, and never further apart with a greater tolerance', () => {
    fc.assert(
      fc.property(
        users,
        users,
        tolerances,
        fc.bigInt({ min: 0n, max: 50_000_000n }),
        (one, other, tolerance, more) => {
          const apart = (first: number, second: number, { scaled }: Points) =>
            tooFarApart([ofReport(first), ofWalk(second)], { scaled }) !== undefined
          assert.equal(apart(one, other, tolerance), apart(other, one, tolerance))
          if (!apart(one, other, tolerance))
            assert.ok(!apart(one, other, { scaled: tolerance.scaled + more }))
          assert.equal(apart(one, other, { scaled: 0n }), one !== other)
        },
      ),
    )
  })

  it('are near enough exactly when the missing ones are no more than the tolerance, to the user', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), tolerances, (most, tolerance) => {
        const may = (BigInt(most) * tolerance.scaled) / 100_000_000n
        const least = BigInt(most) - may
        assert.equal(tooFarApart([ofReport(most), ofWalk(Number(least))], tolerance), undefined)
        assert.notEqual(tooFarApart([ofReport(most), ofWalk(Number(least - 1n))], tolerance), undefined)
      }),
    )
  })
})

describe('the snapshots of one reading', () => {
  const walked = (users: number, more: Partial<Snapshot> = {}): Snapshot => {
    const snapshot = snapshotOf(users, {})
    return { ...snapshot, provenance: { ...snapshot.provenance, source: 'registrationDetails' }, ...more }
  }

  it('carry what each of them says, before anybody is left out', () => {
    const left = { population: 90 as Count, counts: {}, excluded: [] }
    const [one, other] = compared([snapshotOf(100, {}), walked(40, { exclusions: left })])
    assert.deepEqual(one?.populations, [ofReport(100), ofWalk(90)])
    assert.deepEqual(other?.populations, one.populations)
  })

  it('carry what was only asked beside, and nothing where there is one number alone', () => {
    const [beside] = compared([walked(5, { populations: [ofReport(5_000)] })])
    assert.deepEqual(beside?.populations, [ofReport(5_000), ofWalk(5)])
    assert.equal(compared([walked(5)])[0]?.populations, undefined)
    // The numbers of a segment are not those of the tenant.
    assert.equal(compared([snapshotOf(100, {}), walked(5, { segment: 'guests' })])[0]?.populations, undefined)
  })
})
