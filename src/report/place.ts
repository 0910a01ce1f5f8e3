import type { Rule } from '../rules/rule.ts'

/** A line of a file, as formats point at what is to be corrected. */
export interface Place {
  /** With forward slashes; relative to where the command runs when the file lies below it. */
  readonly file: string
  readonly line: number
}

/**
 * The line that gave the rule its minimum. Code scanning and code quality demand a place for every finding, so the
 * built-in rules get the file in which a document of one's own would stand.
 */
export function placeOf({ decidedBy }: Rule): Place {
  const [, file, line] = /^(.+):(\d+)$/.exec(decidedBy.minimum ?? '') ?? []
  if (file === undefined) return { file: 'mfa-rules.yaml', line: 1 }
  return { file: file.replaceAll('\\', '/'), line: Math.max(1, Number(line)) }
}

/** As a URI reference: relative, or `file:` for a file elsewhere. */
export function uriOf({ file }: Place): string {
  const path = file.split('/').map(encodeURIComponent).join('/')
  if (file.startsWith('/')) return `file://${path}`
  return /^[A-Za-z]:\//.test(file) ? `file:///${path.replace('%3A', ':')}` : path
}
