import { jsonIn } from '../io/parse-json.ts'
import { bytesOf, textOf } from '../io/utf8.ts'
import { prettyCanonical } from '../snapshots/canonical-json.ts'

/** Canonical JSON for people, as bytes. */
export function prettyBytes(value: object): Uint8Array {
  return bytesOf(prettyCanonical(value))
}

/** The value of JSON in UTF-8; undefined when it is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  const text = textOf(bytes)
  return text === undefined ? undefined : jsonIn(text)
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
