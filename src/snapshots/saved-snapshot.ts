import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Provenance, Snapshot } from '../posture/snapshot.ts'
import type { SavedSnapshot } from '../schemas/saved-snapshot.ts'

/** The text of a snapshot file: one way to write each snapshot, so that a changed byte is a changed file. */
export function savedText(snapshot: Snapshot, version: string): string {
  const content = {
    about: aboutOf(snapshot),
    kind: 'entra-mfa-gate snapshot',
    version: 1,
    savedBy: `entra-mfa-gate ${version}`,
    snapshot: kept(snapshot),
  } as const
  return layout({ ...content, sha256: digestOf(content) })
}

/** True when `text` is, to the byte, what was written for this content. */
export function isUnchanged(text: string, saved: SavedSnapshot): boolean {
  const { sha256, ...content } = saved
  return sha256 === digestOf(content) && text === layout(saved)
}

/** Every member of a snapshot, so that a new one cannot be forgotten here. */
function kept({ tenantId, population, counts, provenance }: Snapshot) {
  const { source, endpoint, requestId, receivedAt, bodySha256, simulated } = provenance
  const where = { source, endpoint, requestId, receivedAt, bodySha256, simulated } satisfies {
    [K in keyof Required<Provenance>]: Provenance[K]
  }
  return { tenantId, population, counts: { ...counts }, provenance: where } satisfies {
    [K in keyof Required<Snapshot>]: unknown
  }
}

function aboutOf({ provenance: { simulated } }: Snapshot): string {
  const what =
    'so that `mfa-gate check --snapshot` and the policy pack (MFA_GATE_SNAPSHOT) need no credential'
  const whose = simulated
    ? 'SIMULATED: counts of the embedded tenant, a stand-in that says nothing of any real tenant, saved'
    : 'MFA registration counts of one Microsoft Entra tenant, saved'
  return `${whose} ${what}. It holds counts, no users and no secrets. A changed byte makes it invalid.`
}

function digestOf(content: object): string {
  return createHash('sha256').update(canonical(content)).digest('hex')
}

function layout(content: object): string {
  const ordered: unknown = JSON.parse(canonical(content))
  return `${JSON.stringify(ordered, undefined, 2)}\n`
}

function canonical(content: object): string {
  // canonicalize refuses undefined, which JSON leaves out.
  const text = canonicalize(JSON.parse(JSON.stringify(content)))
  if (text === undefined) throw new TypeError('a snapshot has no canonical form')
  return text
}
