import assert from 'node:assert/strict'
import fc from 'fast-check'
import { challengeOf } from '../../src/graph/challenge.ts'

const wanted = '{"access_token":{"nbf":{"essential":true,"value":"1764126000"}}}'
const in64 = (text: string): string => Buffer.from(text).toString('base64')

describe('a challenge of Graph', () => {
  const rows: readonly [title: string, header: string | undefined, claims: string | undefined][] = [
    ['no header', undefined, undefined],
    ['one without claims', 'Bearer realm="", error="invalid_token"', undefined],
    ['the claims', `Bearer realm="", error="insufficient_claims", claims="${in64(wanted)}"`, wanted],
    ['claims without quotation marks', `Bearer claims=${in64(wanted)}`, wanted],
    ['claims for addresses', `Bearer claims="${Buffer.from(wanted).toString('base64url')}"`, wanted],
    ['claims that are no JSON', `Bearer claims="${in64('nothing')}"`, undefined],
    ['claims that are no object', `Bearer claims="${in64('[1]')}"`, undefined],
    ['claims that come twice', `Bearer claims="${in64('{"a":1,"a":2}')}"`, undefined],
    ['claims without end', `Bearer claims="${in64(`{"a":"${'x'.repeat(10_000)}"}`)}"`, undefined],
  ]
  for (const [title, header, claims] of rows) {
    it(`is read from ${title}`, () => assert.deepEqual(challengeOf(header), { claims }))
  }

  it('is read from any header', () => {
    fc.assert(fc.property(fc.string(), (text) => void challengeOf(`Bearer claims="${text}"`)))
  })
})
