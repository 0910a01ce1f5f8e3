import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { ConfigurationError } from '../config/problem.ts'
import { parseJson } from '../io/parse-json.ts'
import { type Algorithm, algorithmOf } from './key-kind.ts'
import { thumbprintOf } from './thumbprint.ts'

/** A public key that its owner gave the verifier, never one from a bundle. */
export interface VerificationKey {
  readonly algorithm: Algorithm
  readonly keyId: string
  readonly key: KeyObject
}

/**
 * The public keys in a PEM or a JWK Set. `label` is what messages call the file.
 * @throws ConfigurationError in one sentence
 */
export async function parseVerificationKeys(
  text: string,
  label: string,
): Promise<readonly VerificationKey[]> {
  const refuse = (what: string): never => {
    throw new ConfigurationError([`the key ${label} ${what}`])
  }
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    refuse('is a private key; give its public part, from `openssl pkey -in KEY -pubout`')
  }
  const keys = text.trimStart().startsWith('{') ? fromJson(text, refuse) : [fromPem(text, refuse)]
  return Promise.all(
    keys.map(async (key) => {
      const kind = algorithmOf(key)
      if ('problem' in kind) return refuse(kind.problem)
      return { key, algorithm: kind.algorithm, keyId: await thumbprintOf(key) }
    }),
  )
}

type Refuse = (what: string) => never

function fromPem(text: string, refuse: Refuse): KeyObject {
  if (!/-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(text)) {
    return refuse(
      'is neither a PEM public key nor a JWK Set; give what `openssl pkey -in KEY -pubout` writes',
    )
  }
  try {
    return createPublicKey({ key: text, format: 'pem' })
  } catch {
    return refuse('cannot be read as a PEM public key; write it again')
  }
}

function fromJson(text: string, refuse: Refuse): readonly KeyObject[] {
  const keys = entriesOf(text)
  if (keys === undefined || keys.length === 0)
    return refuse('does not hold a JWK Set with a key in it; write it again')
  return keys.map((jwk) => {
    if (typeof jwk !== 'object' || jwk === null)
      return refuse('holds something that is not a key; write it again')
    if ('d' in jwk || 'k' in jwk) return refuse('holds a private key; leave only public ones in it')
    try {
      return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
    } catch {
      return refuse('holds a key that cannot be read; write it again')
    }
  })
}

/** Those of a set, or the one that stands alone. */
function entriesOf(text: string): readonly unknown[] | undefined {
  try {
    const value = parseJson(text)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('keys' in value)) return [value]
    return Array.isArray(value.keys) ? value.keys : undefined
  } catch {
    return undefined
  }
}
