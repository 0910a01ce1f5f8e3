import { formatCount } from '../posture/count.ts'
import type { Snapshot } from '../posture/snapshot.ts'
import { formatMoment } from './moment.ts'

/** What `mfa-gate snapshot` says when it has saved one. */
export function renderSaved(file: string, { tenantId, population, provenance }: Snapshot): string {
  const { simulated, receivedAt } = provenance
  const lines = [
    `Saved ${file}: ${formatCount(population)} users of the tenant ${tenantId}, read at ${formatMoment(receivedAt)}.`,
    ...(simulated ? ['It is simulated: the embedded tenant, a stand-in, was read and not Microsoft.'] : []),
    `Next: \`mfa-gate check --snapshot ${file}\`, or MFA_GATE_SNAPSHOT=${file} for the policy pack.`,
  ]
  return `${lines.join('\n')}\n`
}
