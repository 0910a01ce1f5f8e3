import type { Map as ProtoMap } from 'google-protobuf'

/** The entries of a map in a message. (`getEntryList` gives message values unwrapped, as bare arrays.) */
export function entriesOf<Key, Value>(map: ProtoMap<Key, Value>): readonly (readonly [Key, Value])[] {
  const entries: (readonly [Key, Value])[] = []
  map.forEach((value, key) => entries.push([key, value]))
  return entries
}
