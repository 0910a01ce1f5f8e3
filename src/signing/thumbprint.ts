import type { KeyObject } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'

/** The name of a public key: its RFC 7638 thumbprint, SHA-256, base64url. */
export function thumbprintOf(publicKey: KeyObject): Promise<string> {
  return calculateJwkThumbprint(publicKey.export({ format: 'jwk' }))
}
