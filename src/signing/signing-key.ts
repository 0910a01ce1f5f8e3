import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { ConfigurationError } from '../config/problem.ts'
import { acceptedKeys, type Algorithm, algorithmOf } from './key-kind.ts'
import { thumbprintOf } from './thumbprint.ts'

/** A private key that signs manifests. */
export interface SigningKey {
  readonly algorithm: Algorithm
  /** RFC 7638 thumbprint of its public part. */
  readonly keyId: string
  readonly key: KeyObject
}

/**
 * The private key in a PEM text. `label` is what messages call the file; nothing of the text is ever repeated.
 * @throws ConfigurationError in one sentence
 */
export async function parseSigningKey(pem: string, label: string): Promise<SigningKey> {
  const refuse = (what: string): never => {
    throw new ConfigurationError([`the signing key ${label} ${what}`])
  }
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    refuse(
      'is encrypted with a passphrase; give one without, such as from `openssl pkey -in KEY -out PLAIN`, kept as a secret',
    )
  }
  if (!/-----BEGIN (EC |RSA )?PRIVATE KEY-----/.test(pem)) refuse(notPrivate(pem))
  const key = privateKey(pem) ?? refuse('cannot be read as a PEM private key; write it again')
  const kind = algorithmOf(key)
  if ('problem' in kind) return refuse(kind.problem)
  return { key, algorithm: kind.algorithm, keyId: await thumbprintOf(createPublicKey(key)) }
}

function notPrivate(pem: string): string {
  if (/-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) {
    return 'is a public key, which checks signatures; give the private one that belongs to it'
  }
  if (pem.includes('-----BEGIN CERTIFICATE-----'))
    return 'is a certificate; give the private key that belongs to it'
  return `is not a PEM private key; give one of PKCS#8: ${acceptedKeys}`
}

function privateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem' })
  } catch {
    return undefined
  }
}
