import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { IdSet } from '../../src/graph/id-set.ts'

describe('The set of ids', () => {
  it('says of any sequence of ids what a Set of strings says, upper and lower case being alike', () => {
    const ids = fc.array(fc.oneof(fc.uuid(), fc.string(), fc.constantFrom('a', 'b', 'A', 'Ä', 'ä')), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(ids, (sequence) => {
        const known = new Set<string>()
        const set = new IdSet()
        for (const id of sequence) {
          const folded = id.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
          assert.equal(set.add(id), !known.has(folded))
          known.add(folded)
        }
        assert.equal(set.size, known.size)
      }),
    )
  })

  it('keeps a million users apart in 17 MB', () => {
    const before = process.memoryUsage().arrayBuffers
    const set = new IdSet()
    const prefix = randomUUID().slice(0, 28)
    for (let user = 0; user < 1_000_000; user += 1)
      assert.ok(set.add(prefix + user.toString(16).padStart(8, '0')))
    assert.equal(set.size, 1_000_000)
    assert.ok(!set.add(`${prefix}00000000`))
    assert.ok(!set.add(`${prefix}000f423f`))
    global.gc?.()
    const grown = process.memoryUsage().arrayBuffers - before
    assert.ok(set.bytes <= 17_000_000 && grown < 20_000_000, `${set.bytes} of ${grown} bytes`)
  })
})
