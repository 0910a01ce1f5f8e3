import type { Count } from './count.ts'
import type { Points } from './drop.ts'
import { whole } from './minimum.ts'
import type { Snapshot } from './snapshot.ts'
import type { Source } from './source.ts'

/** All users of the tenant, before any are left out, as one source counted them. */
export interface Population {
  readonly source: Source
  readonly users: Count
}

/** What one snapshot says of them; nothing when its numbers are those of one segment. */
function populationOf({ population, exclusions, segment, provenance }: Snapshot): readonly Population[] {
  if (segment !== undefined) return []
  return [{ source: provenance.source, users: exclusions?.population ?? population }]
}

/** The snapshots of one reading, each with what all of them say, where that is more than one number. */
export function compared(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const all = snapshots.flatMap((snapshot) => [...(snapshot.populations ?? []), ...populationOf(snapshot)])
  const once = all.filter((one, index) => all.findIndex((other) => same(one, other)) === index)
  if (once.length < 2) return snapshots
  return snapshots.map((snapshot) => ({ ...snapshot, populations: once }))
}

function same(one: Population, other: Population): boolean {
  return one.source === other.source && one.users === other.users
}

/**
 * The two that are too far apart to be of one tenant: the smallest is less than the largest by more than `tolerance`
 * percent of it. Integers throughout, as in the comparison with a minimum.
 */
export function tooFarApart(
  populations: readonly Population[],
  tolerance: Points,
): { readonly fewer: Population; readonly more: Population } | undefined {
  const [first, ...others] = populations
  if (first === undefined) return undefined
  const fewer = others.reduce((least, one) => (one.users < least.users ? one : least), first)
  const more = others.reduce((most, one) => (one.users > most.users ? one : most), first)
  const enough = BigInt(fewer.users) * whole >= (whole - tolerance.scaled) * BigInt(more.users)
  return enough ? undefined : { fewer, more }
}
