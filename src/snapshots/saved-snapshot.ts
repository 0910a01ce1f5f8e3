import type { Snapshot } from '../model/snapshot.ts'
import type { SavedSnapshot } from '../schemas/saved-snapshot.ts'
import { canonical, prettyCanonical, sha256 } from './canonical-json.ts'

/** What a snapshot file is made of. */
interface Saving {
  /** All of one tenant; at least one. */
  readonly snapshots: readonly Snapshot[]
  readonly exclusionsSha256: string | undefined
  /** Of the gate. */
  readonly version: string
}

/** The text of a snapshot file: one way to write each snapshot, so that a changed byte is a changed file. */
export function savedText({ snapshots, exclusionsSha256, version }: Saving): string {
  const content = {
    about: aboutOf(snapshots),
    kind: 'entra-mfa-gate snapshot',
    version: snapshots.some(isOfSecondVersion) ? 2 : 1,
    savedBy: `entra-mfa-gate ${version}`,
    tenantId: tenantOf(snapshots),
    exclusionsSha256,
    // Of one tenant all, which is said once.
    snapshots: snapshots.map(({ tenantId: _, ...snapshot }) => snapshot),
  } as const
  return prettyCanonical({ ...content, sha256: digestOf(content) })
}

/** Whether it has what gates that read the first version alone do not know. */
function isOfSecondVersion({ methods, accounts, signIns, ledger }: Snapshot): boolean {
  return (methods ?? accounts ?? signIns ?? ledger?.adminsFilter ?? ledger?.directory) !== undefined
}

/** True when `text` is, to the byte, what was written for this content. */
export function isUnchanged(text: string, saved: SavedSnapshot): boolean {
  // A signature is over the file without it.
  const { sha256, signature: _, ...content } = saved
  return sha256 === digestOf(content) && text === prettyCanonical(saved)
}

function tenantOf(snapshots: readonly Snapshot[]): string {
  const [tenantId, ...others] = new Set(snapshots.map((snapshot) => snapshot.tenantId))
  if (tenantId === undefined || others.length > 0) throw new TypeError('a snapshot file holds one tenant')
  return tenantId
}

function aboutOf(snapshots: readonly Snapshot[]): string {
  const what =
    'so that `mfa-gate check --snapshot` and the policy pack (MFA_GATE_SNAPSHOT) need no credential'
  const whose = snapshots.some(({ provenance }) => provenance.simulated)
    ? 'SIMULATED: counts of the embedded tenant, a stand-in that says nothing of any real tenant, saved'
    : 'MFA registration counts of one Microsoft Entra tenant, saved'
  return `${whose} ${what}. It holds counts, no users and no secrets. A changed byte makes it invalid.`
}

function digestOf(content: object): string {
  return sha256(canonical(content))
}
