import type { Snapshot, SourceReason } from '../posture/snapshot.ts'

const reasons: Readonly<Record<SourceReason, string>> = {
  named: 'as asked',
  cheapest: 'which takes the fewest requests',
  segments: 'since the rules ask for segments',
  measures: 'since no cheaper one has the measures',
  exclusions: 'since accounts are excluded',
  list: 'since names are listed',
  permission: 'since the credential may not read a cheaper one',
  absent: 'since the count report does not exist here',
}

/** Why this source was read, to go on with; nothing when there was nothing to choose. */
export function sourceReason({ provenance: { chosen } }: Snapshot): string {
  return chosen === undefined ? '' : `, ${reasons[chosen]}`
}
