import type { Enforcement } from './rule.ts'

/** mandatory before advisory before disabled. */
export function strictest(levels: readonly Enforcement[]): Enforcement {
  if (levels.includes('mandatory')) return 'mandatory'
  return levels.includes('advisory') ? 'advisory' : 'disabled'
}
