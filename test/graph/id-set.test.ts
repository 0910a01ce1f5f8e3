import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { IdSet } from '../../src/graph/id-set.ts'

describe('The set of ids', () => {
  it('has after any sequence of pages as many ids as a Set of strings, upper and lower case being alike', () => {
    const few = fc.constantFrom(...Array.from({ length: 20 }, () => randomUUID()))
    const id = fc.oneof(fc.uuid(), few, few.map(upperCased))
    const pages = fc.array(fc.array(id, { maxLength: 100 }), { maxLength: 10 })
    fc.assert(
      fc.property(pages, fc.boolean(), (sequence, looking) => {
        const known = new Set<string>()
        const set = new IdSet()
        for (const one of sequence.flat()) {
          known.add(one.toLowerCase())
          set.add(one)
          if (looking) assert.equal(set.size, known.size)
        }
        assert.equal(set.size, known.size)
      }),
    )
  })

  it('finds each of many duplicates, however far back the first one came', () => {
    const set = new IdSet()
    const ids = Array.from({ length: 20_000 }, () => randomUUID())
    for (let page = 0; page < 20; page += 1)
      assert.equal(sizeWith(set, ids.slice(page * 999, (page + 1) * 999)), (page + 1) * 999)
    assert.equal(sizeWith(set, ids), 20_000)
    assert.equal(sizeWith(set, ids.toReversed()), 20_000)
    assert.equal(sizeWith(set, ids.map(upperCased)), 20_000)
  })

  it('asks for a look at every page of a small tenant, and each time that a large one has grown by half', () => {
    const set = new IdSet()
    const looks: number[] = []
    for (let user = 0; user < 100_000; user += 1) {
      set.add(randomUUID())
      if (user % 1_000 === 999 && set.isDue) looks.push(set.size)
    }
    assert.deepEqual(
      looks.slice(0, 8),
      [1, 2, 3, 4, 5, 6, 7, 8].map((page) => page * 1_000),
    )
    assert.deepEqual(looks.slice(8), [12_000, 18_000, 27_000, 41_000, 62_000, 93_000])
  })

  it('keeps a million users apart in 9 MB', () => {
    const before = process.memoryUsage().arrayBuffers
    const set = new IdSet()
    const prefix = randomUUID().slice(0, 28)
    for (let user = 0; user < 1_000_000; user += 1) {
      set.add(prefix + user.toString(16).padStart(8, '0'))
      if (user % 1_000 === 999 && set.isDue) assert.equal(set.size, user + 1)
    }
    assert.equal(set.size, 1_000_000)
    assert.equal(sizeWith(set, [`${prefix}00000000`, `${prefix}000f423f`]), 1_000_000)
    global.gc?.()
    const grown = process.memoryUsage().arrayBuffers - before
    assert.ok(set.bytes <= 9_000_000 && grown < 12_000_000, `${set.bytes} of ${grown} bytes`)
  })
})

const upperCased = (id: string): string => id.toUpperCase()

function sizeWith(set: IdSet, ids: readonly string[]): number {
  for (const id of ids) set.add(id)
  return set.size
}
