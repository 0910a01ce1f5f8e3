/** A key of one object came twice: readers differ in which one they take, so neither is to be believed. */
export class KeyTwice extends SyntaxError {
  constructor() {
    super('a key of one object is given twice')
    this.name = 'KeyTwice'
  }
}

/**
 * `JSON.parse` for what others wrote: it takes the last of two equal keys, and this refuses them. A text has as many
 * keys as its value unless one came twice, so both are counted; that knows every way to write a key and costs a third of
 * the parsing, where a parser of our own would cost ten times as much.
 * @throws SyntaxError when it is no JSON, and KeyTwice
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const kept = keysKept(value)
  if (keysAtMost(text) !== kept && keysWritten(text) !== kept) throw new KeyTwice()
  return value
}

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
