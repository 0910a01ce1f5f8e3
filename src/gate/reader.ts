import type { Settings } from '../config/settings.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { TenantReading } from '../model/tenant-reading.ts'
import { parseSnapshot, readSnapshot } from '../snapshots/load-snapshot.ts'
import type { Access } from './read.ts'
import { isSharedPlace } from '../places/shared-place.ts'

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
    const read = async (inquiry: Inquiry, access: Access): Promise<TenantReading> =>
      (await import('./read.ts')).readTenant(inquiry, access)
    return { read, simulated: simulatedTenant !== undefined, savedIn: undefined }
  }
  if (isSharedPlace(snapshotFile)) {
    const read = async (inquiry: Inquiry, access: Access): Promise<TenantReading> =>
      (await import('./shared-reader.ts')).readShared(snapshotFile, inquiry, access)
    return { read, simulated: simulatedTenant !== undefined, savedIn: undefined }
  }
  const { text, label } = readSnapshot(snapshotFile, directory)
  const saved = parseSnapshot(text, label)
  const simulated = saved.snapshots.some(({ provenance }) => provenance.simulated)
  const file = { text, label, saved, simulated, keyFile: snapshotKey, directory }
  const read = async (inquiry: Inquiry, access: Access): Promise<TenantReading> =>
    (await import('./read-saved.ts')).readSaved(file, inquiry, access)
  return { read, simulated, savedIn: saved.file }
}
