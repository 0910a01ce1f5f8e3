import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** Lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Canonical JSON (RFC 8785): one text for each value. Members that are undefined are left out. */
export function canonical(value: object): string {
  // canonicalize refuses undefined, which JSON leaves out.
  const text = canonicalize(JSON.parse(JSON.stringify(value)))
  if (text === undefined) throw new TypeError('a value has no canonical form')
  return text
}

/** The same for people: members in canonical order, each on a line of its own. */
export function prettyBytes(value: object): Uint8Array {
  const ordered: unknown = JSON.parse(canonical(value))
  return bytesOf(`${JSON.stringify(ordered, undefined, 2)}\n`)
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The text of UTF-8 bytes; undefined when they are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The value of JSON in UTF-8; undefined when it is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  const text = textOf(bytes)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
