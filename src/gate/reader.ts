import { ConfigurationError } from '../config/problem.ts'
import type { Settings } from '../config/settings.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { answerFrom, type SavedReading } from '../model/saved-reading.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import { parseSnapshot, readSnapshot } from '../snapshots/load-snapshot.ts'
import { type Access, readTenant } from './read.ts'
import { savedInquiryOf } from './saved-inquiry.ts'
import { standInDoubt } from './stand-in-doubt.ts'

/** Where this run has its numbers from. */
export interface TenantReader {
  readonly read: (inquiry: Inquiry, access: Access) => Promise<TenantReading>
  /** True when they are the embedded tenant's. */
  readonly simulated: boolean
  /** The snapshot file; undefined: the tenant is read. */
  readonly savedIn: string | undefined
}

type Where = Pick<Settings, 'snapshotFile' | 'snapshotKey' | 'simulatedTenant'>

/**
 * Reads the tenant, or takes the saved snapshot in its place. That file is read at once, so that a wrong one is refused
 * even when no rule asks.
 * @throws ConfigurationError
 */
export function tenantReader(
  { snapshotFile, snapshotKey, simulatedTenant }: Where,
  directory: string,
): TenantReader {
  if (snapshotFile === undefined) {
    return { read: readTenant, simulated: simulatedTenant !== undefined, savedIn: undefined }
  }
  const { text, label } = readSnapshot(snapshotFile, directory)
  const saved = parseSnapshot(text, label)
  const simulated = saved.snapshots.some(({ provenance }) => provenance.simulated)
  const read = async (inquiry: Inquiry, access: Access): Promise<TenantReading> => {
    if (snapshotKey !== undefined) await demandSignature(text, label, snapshotKey, directory)
    if (inquiry.questions.length === 0) return []
    const doubt = simulated ? await standInDoubt(saved, access.settings) : undefined
    return doubt === undefined ? takeFrom(saved, inquiry, access) : ofStandIn(unread(doubt))
  }
  return { read, simulated, savedIn: saved.file }
}

/** @throws ConfigurationError unless one of the keys in the file has signed the snapshot */
async function demandSignature(
  text: string,
  label: string,
  keyFile: string,
  directory: string,
): Promise<void> {
  const { loadSnapshotKeys, signatureProblem } = await import('../snapshots/signed-text.ts')
  const problem = await signatureProblem(text, await loadSnapshotKeys(keyFile, directory))
  if (problem === undefined) return
  throw new ConfigurationError([
    `the snapshot ${label} ${problem}, and MFA_GATE_SNAPSHOT_KEY demands a signature by the key ${keyFile}; save one with \`mfa-gate snapshot --sign KEY\``,
  ])
}

function takeFrom(saved: SavedReading, inquiry: Inquiry, { settings }: Access): TenantReading {
  if (inquiry.list !== undefined) {
    throw new ConfigurationError([
      `users are listed from the tenant only, and the snapshot ${saved.file} names nobody; leave the snapshot or the list`,
    ])
  }
  return answerFrom(saved, savedInquiryOf(inquiry, settings, settings.expectedTenant?.id))
}
