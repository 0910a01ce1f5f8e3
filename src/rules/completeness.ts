import { formatPoints } from '../model/drop.ts'
import { whole } from '../model/minimum.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Rule } from './rule.ts'

/** How many enabled accounts are in no row; 0 where nobody asks. */
export function missingIn(
  { complete }: Pick<Rule, 'complete'>,
  { accounts, withoutRow }: Pick<Snapshot, 'accounts' | 'withoutRow'>,
): number {
  if (!complete || accounts === undefined) return 0
  // Of a group at most those can be missing that are in it.
  return Math.min(Math.max(0, accounts.enabled - accounts.rows), withoutRow ?? Number.MAX_SAFE_INTEGER)
}

/** Fewer accounts than rows are no gap, but far fewer are no answer that anything can rest on. */
export function incompleteIn(
  { complete, populationTolerance }: Pick<Rule, 'complete' | 'populationTolerance'>,
  { accounts }: Pick<Snapshot, 'accounts'>,
): Undetermined | undefined {
  if (!complete) return undefined
  if (accounts === undefined) return { code: 'accounts-not-asked' }
  const { enabled, rows } = accounts
  const enough = BigInt(enabled) * whole >= (whole - populationTolerance.scaled) * BigInt(rows)
  return enough
    ? undefined
    : { code: 'accounts-fewer', enabled, rows, tolerance: formatPoints(populationTolerance) }
}
