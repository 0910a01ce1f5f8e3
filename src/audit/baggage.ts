import { relative, resolve, sep } from 'node:path'
import { ConfigurationError } from '../config/problem.ts'
import { type ReadText, readText } from '../config/read-text.ts'
import { shortestPath } from '../config/shortest-path.ts'

/** Texts by their path, relative to where an audit was begun, with slashes. */
export type Baggage = ReadonlyMap<string, string>

/** Reads from this machine, and packs what was read. */
export function packing(directory: string): { readonly read: ReadText; readonly packed: Baggage } {
  const packed = new Map<string, string>()
  const read: ReadText = (file, ...saying) => {
    const text = readText(file, ...saying)
    packed.set(packedPath(file, directory), text)
    return text
  }
  return { read, packed }
}

/** As a file is called in the baggage. */
export function packedPath(file: string, directory: string): string {
  return relative(directory, resolve(directory, file)).split(sep).join('/')
}

/** Reads what was packed elsewhere, as if it lay here; nothing else. */
export function unpacking(baggage: Baggage, directory: string): ReadText {
  const texts = new Map([...baggage].map(([path, text]) => [resolve(directory, path), text]))
  return (file, what) => {
    const text = texts.get(file)
    if (text !== undefined) return text
    throw new ConfigurationError([
      `${what} ${shortestPath(file, directory)} was not sent with the audit; start the audit again with this version`,
    ])
  }
}
