import assert from 'node:assert/strict'
import fc from 'fast-check'
import { makeBundle, makeKeys, verify } from './make-bundle.ts'

describe('a bundle in which one byte is another', () => {
  it('is found out, whichever byte it is', async () => {
    const bundle = await makeBundle({ rules: 'rules: [{id: mfa, measure: mfaRegistered, minimum: 95%}]' })
    for (let at = 0; at < bundle.length; at += 1) {
      const changed = Uint8Array.from(bundle)
      changed[at] = changed[at]! ^ (1 << (at % 8))
      assert.equal((await verify(changed)).result, 'false', `byte ${at} of ${bundle.length}`)
    }
  })

  it('is found out, whatever the byte becomes, signed and checked with the key', async () => {
    const { signingKey, keys } = await makeKeys()
    const bundle = await makeBundle({ signingKey })
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Uint8Array.from(bundle)
        changed[at] = changed[at]! ^ mask
        assert.equal((await verify(changed, { keys })).result, 'false')
      }),
      { numRuns: 1_000 },
    )
  })

  it('or gone, or doubled, is found out', async () => {
    const bundle = await makeBundle()
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.boolean(), async (at, gone) => {
        const before = bundle.slice(0, at + (gone ? 0 : 1))
        const changed = Buffer.concat([before, bundle.slice(gone ? at + 1 : at)])
        assert.equal((await verify(changed)).result, 'false')
      }),
      { numRuns: 500 },
    )
  })

  it('never makes the verifier break, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        assert.equal((await verify(bytes)).result, 'false')
      }),
    )
  })
})
