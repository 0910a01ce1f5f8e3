/** A path as Graph compares it: no parentheses after functions, no slash at the end. */
export function normalisePath(path: string): string {
  return path.replaceAll(/\([^)]*\)/g, '').replace(/\/+$/, '')
}

/** The first segment after the version at which no known path goes on. */
export function firstUnknownSegment(path: string, known: readonly string[]): string {
  const segments = path.split('/').slice(1)
  const depth = Math.max(0, ...known.map((other) => sharedDepth(segments, other.split('/').slice(1))))
  return segments[Math.max(1, depth)] ?? segments.at(-1) ?? ''
}

function sharedDepth(left: readonly string[], right: readonly string[]): number {
  const end = left.findIndex((segment, index) => segment !== right[index])
  return end === -1 ? left.length : end
}
