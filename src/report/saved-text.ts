import { formatCount } from '../model/count.ts'
import { nounOf } from '../model/segment.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { formatMoment } from './moment.ts'

/** What `mfa-gate snapshot` says when it has saved one. */
export function renderSaved(
  file: string,
  snapshots: readonly Snapshot[],
  signedBy: string | undefined,
): string {
  const simulated = snapshots.some(({ provenance }) => provenance.simulated)
  const lines = [
    ...snapshots.map((snapshot) => `Saved ${file}: ${numbersOf(snapshot)}`),
    ...(simulated ? ['It is simulated: the embedded tenant, a stand-in, was read and not Microsoft.'] : []),
    ...(signedBy === undefined ? [] : [`Signed with the key ${signedBy}.`]),
    `Next: \`mfa-gate check --snapshot ${file}\`, or MFA_GATE_SNAPSHOT=${file} for the policy pack.`,
  ]
  return `${lines.join('\n')}\n`
}

function numbersOf({ tenantId, population, segment = 'all', provenance }: Snapshot): string {
  const { source, receivedAt } = provenance
  return `${formatCount(population)} ${nounOf(segment, population)} of the tenant ${tenantId}, read from ${source} at ${formatMoment(receivedAt)}.`
}
