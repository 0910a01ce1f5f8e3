import assert from 'node:assert/strict'
import fc from 'fast-check'
import { guid, plainGuid } from '../../src/model/guid.ts'

const spellings: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => `{${id}}`,
  (id) => `(${id})`,
  (id) => id.replaceAll('-', ''),
  (id) => `{${id.replaceAll('-', '')}}`,
  (id) => `urn:uuid:${id}`,
  (id) => ` ${id}\t`,
]

describe('an id of Microsoft Entra', () => {
  it('is one id in whatever spelling and case', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom(...spellings), fc.boolean(), (id, spell, upper) => {
        const written = upper ? spell(id.toUpperCase()) : spell(id)
        assert.equal(plainGuid(written)?.toLowerCase(), id)
      }),
    )
  })

  it('is nothing else', () => {
    const id = '5f1d1b5e-0000-4000-8000-0000000000aa'
    for (const text of [
      '',
      'x',
      `{${id}`,
      `${id}}`,
      `${id}0`,
      id.slice(1),
      id.replace('5', 'g'),
      `${id}${id}`,
    ]) {
      assert.equal(plainGuid(text), undefined, text)
      assert.ok(!guid.test(text), text)
    }
  })
})
