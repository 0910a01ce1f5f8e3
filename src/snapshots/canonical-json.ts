import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** Lower-case hexadecimal; of a text its UTF-8. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Canonical JSON (RFC 8785): one text for each value. Members that are undefined are left out. */
export function canonical(value: object): string {
  // canonicalize refuses undefined, which JSON leaves out.
  const text = canonicalize(JSON.parse(JSON.stringify(value)))
  if (text === undefined) throw new TypeError('a value has no canonical form')
  return text
}

/** The same for people: members in canonical order, each on a line of its own. */
export function prettyCanonical(value: object): string {
  const ordered: unknown = JSON.parse(canonical(value))
  return `${JSON.stringify(ordered, undefined, 2)}\n`
}
