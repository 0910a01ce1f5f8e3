import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseSigningKey } from '../../src/signing/signing-key.ts'
import { parseVerificationKeys } from '../../src/signing/verification-keys.ts'

const pkcs8 = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const spki = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
const ed = generateKeyPairSync('ed25519')
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
const certificate = readFileSync(
  join(import.meta.dirname, '../fixtures/certificates/public-part.pem'),
  'utf8',
)
const encrypted = ed.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pass phrase' })
  .toString()

const oneSentence = (says: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ConfigurationError)
  assert.equal(error.problems.length, 1)
  assert.match(error.problems[0] ?? '', says)
  return true
}

describe('a signing key', () => {
  const refused: readonly [title: string, pem: string, says: RegExp][] = [
    [
      'that is encrypted',
      encrypted,
      /^the signing key k\.pem is encrypted with a passphrase; give one without, /,
    ],
    [
      'that is public',
      spki(ed.publicKey),
      /^the signing key k\.pem is a public key, which checks signatures; give the private one/,
    ],
    ['that is a certificate', certificate, /^the signing key k\.pem is a certificate; give the private key/],
    [
      'of RSA with 1024 bits',
      pkcs8(small.privateKey),
      /^the signing key k\.pem is an RSA key of 1024 bits, which is too small; use Ed25519, /,
    ],
    [
      'of EC on another curve',
      pkcs8(p384.privateKey),
      /^the signing key k\.pem is an EC key on the curve secp384r1; use /,
    ],
    [
      'of Ed448',
      pkcs8(generateKeyPairSync('ed448').privateKey),
      /^the signing key k\.pem is a key of the kind ed448; use /,
    ],
    [
      'for key agreement',
      pkcs8(generateKeyPairSync('x25519').privateKey),
      /^the signing key k\.pem is a key of the kind x25519; use /,
    ],
    [
      'that was cut',
      pkcs8(ed.privateKey).replace(/\n.{20}/, '\n'),
      /^the signing key k\.pem cannot be read as a PEM private key; write it again$/,
    ],
    ['that is empty', '', /^the signing key k\.pem is not a PEM private key; give one of PKCS#8: /],
    [
      'that is JSON',
      JSON.stringify(ed.privateKey.export({ format: 'jwk' })),
      /^the signing key k\.pem is not a PEM private key; /,
    ],
  ]
  for (const [title, pem, says] of refused) {
    it(`${title} is refused in one sentence, without a piece of the key`, async () => {
      await assert.rejects(parseSigningKey(pem, 'k.pem'), oneSentence(says))
      const problem = await parseSigningKey(pem, 'k.pem').then(
        () => '',
        (error: unknown) => String(error),
      )
      for (const line of pem.split('\n').filter((part) => part.length > 30 && !part.startsWith('-'))) {
        assert.ok(!problem.includes(line))
      }
    })
  }

  it('has its RFC 7638 thumbprint as its name, as its public part has', async () => {
    for (const { privateKey, publicKey } of [ed, ec]) {
      const { keyId } = await parseSigningKey(pkcs8(privateKey), 'k.pem')
      assert.match(keyId, /^[\w-]{43}$/)
      const [key] = await parseVerificationKeys(spki(publicKey), 'p.pem')
      assert.equal(key?.keyId, keyId)
    }
  })

  it('may be written as SEC 1 or PKCS#1, as openssl does', async () => {
    const sec1 = ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString()
    assert.equal((await parseSigningKey(sec1, 'k.pem')).algorithm, 'ES256')
  })
})

describe('a key to verify with', () => {
  const jwk = (key: KeyObject) => createPublicKey(key).export({ format: 'jwk' })

  it('may be a PEM, one JWK, or a JWK Set', async () => {
    const set = JSON.stringify({ keys: [jwk(ed.privateKey), jwk(ec.privateKey)] })
    const alone = JSON.stringify(jwk(ed.privateKey))
    const read = async (text: string) =>
      (await parseVerificationKeys(text, 'k')).map(({ algorithm }) => algorithm)
    assert.deepEqual(await read(set), ['EdDSA', 'ES256'])
    assert.deepEqual(await read(alone), ['EdDSA'])
    assert.deepEqual(await read(spki(ec.publicKey)), ['ES256'])
  })

  const refused: readonly [title: string, text: string, says: RegExp][] = [
    [
      'that is private',
      pkcs8(ed.privateKey),
      /^the key k is a private key; give its public part, from `openssl pkey /,
    ],
    [
      'that is a private JWK',
      JSON.stringify({ keys: [ed.privateKey.export({ format: 'jwk' })] }),
      /^the key k holds a private key; leave only public ones/,
    ],
    [
      'that is a shared secret',
      JSON.stringify({ keys: [{ kty: 'oct', k: 'AAAA' }] }),
      /^the key k holds a private key; /,
    ],
    ['that is an empty set', '{"keys": []}', /^the key k does not hold a JWK Set with a key in it; /],
    ['that is JSON that is cut', '{"keys": [', /^the key k does not hold a JWK Set/],
    [
      'with something that is not a key in it',
      '{"keys": [7]}',
      /^the key k holds something that is not a key/,
    ],
    ['with half a key in it', '{"keys": [{"kty": "OKP"}]}', /^the key k holds a key that cannot be read/],
    ['that is too small', spki(small.publicKey), /^the key k is an RSA key of 1024 bits, which is too small/],
    ['that is empty', '', /^the key k is neither a PEM public key nor a JWK Set; /],
    [
      'that is broken',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      /^the key k cannot be read as a PEM public key/,
    ],
  ]
  for (const [title, text, says] of refused) {
    it(`${title} is refused in one sentence`, async () => {
      await assert.rejects(parseVerificationKeys(text, 'k'), oneSentence(says))
    })
  }
})
