import assert from 'node:assert/strict'
import { pack } from '../../src/evidence/archive.ts'
import { signDetached } from '../../src/signing/detached-jws.ts'
import { filesOf, type Keys, makeBundle, makeKeys, text, verify } from './make-bundle.ts'

describe('the signature of a bundle', () => {
  let ours: Keys
  let theirs: Keys
  before(async () => {
    ours = await makeKeys()
    theirs = await makeKeys()
  })

  it('has one way to be written: the bits that mean nothing are refused', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    const jws = Buffer.from(files.get('manifest.jws')!).toString().trimEnd()
    const bytes = Buffer.from(jws.split('.')[2] ?? '', 'base64url')
    const same = Array.from(alphabet, (last) => last)
      .map((last) => `${jws.slice(0, -1)}${last}`)
      .filter((one) => Buffer.from(one.split('.')[2] ?? '', 'base64url').equals(bytes))
    assert.equal(same.length, 16)
    for (const one of same) {
      files.set('manifest.jws', text(`${one}\n`))
      const { result } = await verify(pack(files), { keys: ours.keys })
      assert.equal(result, one === jws ? 'sound' : 'false', one.slice(-4))
    }
  })

  it('is looked at no further when its signature is wrong', async () => {
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    const liar = { ...theirs.signingKey, keyId: ours.signingKey.keyId }
    files.set('manifest.jws', await signDetached(files.get('manifest.json')!, liar, 'evidence'))
    const { items, found } = await verify(pack(files), { keys: ours.keys })
    assert.deepEqual(
      items.map(({ name, state }) => `${name} ${state}`),
      ['Archive ok', 'Manifest ok', 'Signature failed', 'Answers skipped'],
    )
    assert.equal(found, undefined)
  })
})
