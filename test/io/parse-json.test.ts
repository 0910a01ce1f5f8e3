import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DoubtfulJson, parseJson } from '../../src/io/parse-json.ts'

const twice = [
  '{"a":1,"a":1}',
  '{"a":1,"b":{"c":[{"d":1,"e":2,"d":1}]}}',
  String.raw`{"a":1,"\u0061":2}`,
  String.raw`{"\\":1,"\\":2}`,
  String.raw`{"say \"a\":":1,"say \"a\":":2}`,
  '{"__proto__":1,"__proto__":2}',
  '{"a" : 1 ,\n"a"\t:2}',
  '{"":1,"":2}',
  // The value looks like a key that is not one, which must not make up for the missing one.
  '{"a":":","a":"x :","b":"\\":"}',
]

const once = [
  '{"a":{"a":{"a":[{"a":1},{"a":2}]}}}',
  '{"a":":b","c":"d :e","f":"\\":","g:":"\\\\"}',
  '{"__proto__":1,"constructor":2,"a\\u0000":3,"a":4}',
  '[]',
  '"a:"',
  'null',
  ` ${'['.repeat(200_000)}${']'.repeat(200_000)}`,
]

describe('parseJson', () => {
  for (const text of twice) {
    it(`refuses a key that comes twice: ${text}`, () => {
      assert.throws(() => parseJson(text), DoubtfulJson)
    })
  }

  for (const text of once) {
    it(`takes what has none: ${text.slice(0, 60)}`, () => {
      assert.doesNotThrow(() => parseJson(text))
    })
  }

  it('throws what JSON.parse throws for what is no JSON', () => {
    for (const text of ['', '{"a":', "{'a':1}", '{"a":1}}']) {
      assert.throws(
        () => parseJson(text),
        (error) => error instanceof SyntaxError && !(error instanceof DoubtfulJson),
      )
    }
  })

  const spaces = fc.constantFrom(undefined, 1, '\t')
  it('answers the value of any text that was written from one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), spaces, (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        assert.deepEqual(parseJson(text), JSON.parse(text))
      }),
    )
  })

  it('refuses any object in which one key was written again, however deep and in whatever spelling', () => {
    const key = fc.string({ unit: fc.constantFrom('a', '"', '\\', ':', ' ', 'é', '\u2028') })
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(
        keys,
        fc.nat(),
        fc.jsonValue(),
        fc.nat(5),
        fc.boolean(),
        (names, pick, value, depth, escaped) => {
          const again = names[pick % names.length]!
          const spelt = escaped ? escape(again) : JSON.stringify(again)
          const members = [...names.map((name) => JSON.stringify(name)), spelt]
          const object = `{${members.map((name) => `${name}:${JSON.stringify(value)}`).join(',')}}`
          const text = `${'[{"x":'.repeat(depth)}${object}${'}]'.repeat(depth)}`
          assert.throws(() => parseJson(text), DoubtfulJson)
        },
      ),
    )
  })
})

function escape(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`
}
