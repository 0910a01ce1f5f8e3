import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { IdSet } from '../../src/graph/id-set.ts'

describe('The set of ids', () => {
  it('finds in any sequence of pages as many new ids as a Set of strings, upper and lower case being alike', () => {
    const id = fc.oneof(fc.uuid(), fc.string(), fc.constantFrom('a', 'b', 'A', 'Ä', 'ä'))
    const pages = fc.array(fc.array(id, { maxLength: 100 }), { maxLength: 10 })
    fc.assert(
      fc.property(pages, (sequence) => {
        const known = new Set<string>()
        const set = new IdSet()
        for (const page of sequence) {
          const before = known.size
          for (const one of page) {
            known.add(one.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
            set.add(one)
          }
          assert.equal(set.countNew(), known.size - before)
          assert.equal(set.size, known.size)
        }
      }),
    )
  })

  it('finds each of many duplicates, however far back the first one came', () => {
    const set = new IdSet()
    const ids = Array.from({ length: 20_000 }, () => randomUUID())
    for (let page = 0; page < 20; page += 1)
      assert.equal(countIn(set, ids.slice(page * 999, (page + 1) * 999)), 999)
    assert.equal(countIn(set, ids), 20)
    assert.equal(countIn(set, ids.toReversed()), 0)
    assert.equal(set.size, 20_000)
  })

  it('keeps a million users apart in 9 MB', () => {
    const before = process.memoryUsage().arrayBuffers
    const set = new IdSet()
    const prefix = randomUUID().slice(0, 28)
    for (let user = 0; user < 1_000_000; user += 1) {
      set.add(prefix + user.toString(16).padStart(8, '0'))
      if (user % 1_000 === 999) assert.equal(set.countNew(), 1_000)
    }
    assert.equal(set.size, 1_000_000)
    assert.equal(countIn(set, [`${prefix}00000000`, `${prefix}000f423f`]), 0)
    global.gc?.()
    const grown = process.memoryUsage().arrayBuffers - before
    assert.ok(set.bytes <= 9_000_000 && grown < 12_000_000, `${set.bytes} of ${grown} bytes`)
  })
})

function countIn(set: IdSet, ids: readonly string[]): number {
  for (const id of ids) set.add(id)
  return set.countNew()
}
