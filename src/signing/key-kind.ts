import type { KeyObject } from 'node:crypto'

/** A signature algorithm of JWS (RFC 7518, RFC 8037). */
export type Algorithm = 'EdDSA' | 'ES256' | 'PS256'

const leastRsaBits = 2048

export const acceptedKeys = `Ed25519, EC P-256 or RSA of at least ${leastRsaBits} bits`

/** The algorithm of a key, or what is wrong with it. */
export function algorithmOf(
  key: KeyObject,
): { readonly algorithm: Algorithm } | { readonly problem: string } {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = key
  const { namedCurve = 'unknown', modulusLength: bits = 0 } = details
  if (type === 'ed25519') return { algorithm: 'EdDSA' }
  if (type === 'ec') {
    return namedCurve === 'prime256v1'
      ? { algorithm: 'ES256' }
      : { problem: `is an EC key on the curve ${namedCurve}; use ${acceptedKeys}` }
  }
  if (type === 'rsa') {
    return bits >= leastRsaBits
      ? { algorithm: 'PS256' }
      : { problem: `is an RSA key of ${bits} bits, which is too small; use ${acceptedKeys}` }
  }
  return { problem: `is a key of the kind ${type ?? 'unknown'}; use ${acceptedKeys}` }
}
