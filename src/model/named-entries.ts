/** The entries of an exclusion that fitted nobody: somebody gave them a reason, and they do nothing. */
export interface Unmatched {
  readonly entries: number
  /** `file:line` of each, or of the first thousand; never a name. */
  readonly at: readonly string[]
}

/** What an exclusion names, each by the form in which names are compared. */
export interface NamedEntries {
  /** How many there are. */
  readonly entries: number
  /** Where an entry stands; the same name may be there twice. */
  readonly places: ReadonlyMap<string, readonly number[]>
  /** `file:line` of the entry of this number. */
  readonly placeOf: (entry: number) => string
}

const mostPlaces = 1_000

/** The entries of these numbers; where none says where it stands they are counted from 1. */
export function namedEntries(
  keys: readonly string[],
  placeOf: (entry: number) => string = (entry) => `entry ${entry + 1}`,
): NamedEntries {
  const places = new Map<string, number[]>()
  for (const [entry, key] of keys.entries()) {
    const known = places.get(key)
    if (known === undefined) places.set(key, [entry])
    else known.push(entry)
  }
  return { entries: keys.length, places, placeOf }
}

/** Those of several exclusions as one; undefined when there are none. */
export function allUnmatched(each: readonly Unmatched[]): Unmatched | undefined {
  if (each.length === 0) return undefined
  return {
    entries: each.reduce((sum, { entries }) => sum + entries, 0),
    at: each.flatMap(({ at }) => at).slice(0, mostPlaces),
  }
}

/** What is left when every account was struck off; undefined when nothing is. */
export function unmatchedOf(
  { places, placeOf }: NamedEntries,
  open: ReadonlySet<string>,
): Unmatched | undefined {
  if (open.size === 0) return undefined
  const entries = [...open].flatMap((key) => places.get(key) ?? []).toSorted((one, other) => one - other)
  return { entries: entries.length, at: entries.slice(0, mostPlaces).map(placeOf) }
}
