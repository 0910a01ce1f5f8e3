import { formatCount } from '../model/count.ts'
import type { Excluded } from '../model/exclusion.ts'
import { logLine } from './plain.ts'

/** A line for each entry that matches nobody, by its place and reason; `named` is how many entries there are. */
export function renderMatches(excluded: readonly Excluded[], named: number): string {
  const idle = excluded.flatMap(({ unmatched, reason }) =>
    unmatched === undefined ? [] : [{ ...unmatched, reason }],
  )
  const entries = idle.reduce((sum, one) => sum + one.entries, 0)
  const lines = idle.flatMap(({ at, reason }) => at.map((place) => `${place}: matches nobody (${reason})`))
  const summary =
    entries === 0
      ? `Every entry of the exclusions matches an account (${formatCount(named)} in all).`
      : `${formatCount(entries)} of ${formatCount(named)} entries match nobody; correct the names as the tenant has them, or remove the lines.`
  return `${[...lines.map(logLine), summary].join('\n')}\n`
}
