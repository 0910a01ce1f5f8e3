/** JSON that readers take for different values, so that none of them is to be believed. */
export class DoubtfulJson extends SyntaxError {
  /** What it does: follows “the file”, “the body” or “it”. */
  readonly what: string

  constructor(what: string) {
    super(`it ${what}`)
    this.name = 'DoubtfulJson'
    this.what = what
  }
}

/**
 * `JSON.parse` for what others wrote: it takes the last of two equal keys, and this refuses them. A text has as many
 * keys as its value unless one came twice, so both are counted; that knows every way to write a key and costs a third of
 * the parsing, where a parser of our own would cost ten times as much. Half a character, which has no UTF-8, no digest
 * and no place in a database, is refused too.
 * @throws SyntaxError when it is no JSON, and DoubtfulJson
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const kept = keysKept(value)
  if (keysAtMost(text) !== kept && keysWritten(text) !== kept)
    throw new DoubtfulJson('gives a key of one object twice')
  // Bytes that were read as UTF-8 have none, unless it is spelt out.
  if (spelling.test(text) && holdsHalf(value)) throw new DoubtfulJson(`holds ${halfCharacter}`)
  return value
}

/** The value of a JSON text; undefined: it is none that is to be believed. */
export function jsonIn(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** As messages name it. */
export const halfCharacter = String.raw`half a character (\ud800 to \udfff without its other half)`

const spelling = /\\u[dD][89a-fA-F]|[\ud800-\udfff]/

const [quote, backslash, colon, space] = [0x22, 0x5c, 0x3a, 0x20]

/** A colon after a key follows a quotation mark or white space; few others do. By the native search, for the speed. */
function keysAtMost(text: string): number {
  let keys = 0
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1)
    if (before === quote || before <= space) keys += 1
  }
  return keys
}

/** Colons outside of strings; of valid JSON. */
function keysWritten(text: string): number {
  let keys = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === colon) keys += 1
    else if (unit === quote) at = endOfString(text, at)
  }
  return keys
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const unit = text.charCodeAt(at)
    if (unit === quote) return at
    at += unit === backslash ? 2 : 1
  }
}

function holdsHalf(value: unknown): boolean {
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && !next.isWellFormed()) return true
    if (!isObject(next)) continue
    if (!Array.isArray(next)) for (const key of Object.keys(next)) open.push(key)
    for (const inner of Object.values(next) as readonly unknown[]) open.push(inner)
  }
  return false
}

/** With a list in place of recursion, which a text of a million brackets would bring down. */
function keysKept(value: unknown): number {
  if (!isObject(value)) return 0
  let keys = 0
  const open: object[] = [value]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      for (const inner of next as readonly unknown[]) if (isObject(inner)) open.push(inner)
    } else {
      for (const key in next) {
        keys += 1
        const inner = (next as Readonly<Record<string, unknown>>)[key]
        if (isObject(inner)) open.push(inner)
      }
    }
  }
  return keys
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
