import type { Finding } from './findings.ts'
import { sourceLines } from './reported-reading.ts'

/** What is the same for all that was judged is told once, beside the answers; nothing of a single one. */
export function sharedSources(findings: readonly Finding[]): readonly string[] {
  const sources = findings
    .filter(({ kind }) => kind !== 'not-applicable')
    .map(({ reading }) => sourceLines(reading))
  const [first = [], ...others] = sources
  return others.length === 0 ? [] : first.filter((line) => others.every((lines) => lines.includes(line)))
}
