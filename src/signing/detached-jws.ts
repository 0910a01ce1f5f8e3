import { base64url, CompactSign, compactVerify, decodeProtectedHeader } from 'jose'
import { bytesOf, textOf } from '../io/utf8.ts'
import type { SigningKey } from './signing-key.ts'
import type { VerificationKey } from './verification-keys.ts'

/** What a signature is for, so that one made for something else cannot be passed off as this. */
const types = { evidence: 'mfa-gate-evidence+jws', snapshot: 'mfa-gate-snapshot+jws' } as const

type Purpose = keyof typeof types

/** Signs bytes: a compact JWS whose payload is left out (RFC 7515, appendix F), and a line end. */
export async function signDetached(
  payload: Uint8Array,
  { key, algorithm, keyId }: SigningKey,
  purpose: Purpose,
): Promise<Uint8Array> {
  const jws = await new CompactSign(payload)
    .setProtectedHeader({ alg: algorithm, kid: keyId, typ: types[purpose] })
    .sign(key)
  const [header = '', , signature = ''] = jws.split('.')
  return bytesOf(`${header}..${signature}\n`)
}

/** What a detached signature says of itself, before it is checked. */
export function keyIdOf(jws: Uint8Array, purpose: Purpose): string | undefined {
  const parts = partsOf(jws)
  if (parts === undefined) return undefined
  try {
    const { kid, typ } = decodeProtectedHeader({ protected: parts.header })
    return typ === types[purpose] ? kid : undefined
  } catch {
    return undefined
  }
}

/** True when the key signed these bytes. The algorithm is the key's, whatever the header says. */
export async function isSignedBy(
  payload: Uint8Array,
  jws: Uint8Array,
  { key, algorithm }: VerificationKey,
): Promise<boolean> {
  const parts = partsOf(jws)
  if (parts === undefined) return false
  try {
    const whole = `${parts.header}.${base64url.encode(payload)}.${parts.signature}`
    await compactVerify(whole, key, { algorithms: [algorithm] })
    return true
  } catch {
    return false
  }
}

function partsOf(jws: Uint8Array): { readonly header: string; readonly signature: string } | undefined {
  const [, header, signature] = /^([\w-]+)\.\.([\w-]+)\n$/.exec(textOf(jws) ?? '') ?? []
  if (header === undefined || signature === undefined) return undefined
  return isCanonical(header) && isCanonical(signature) ? { header, signature } : undefined
}

/** The last character of base64url may hold bits that mean nothing: else one signature could be written in 16 ways. */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text
}
