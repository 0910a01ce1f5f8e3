import { isSimulated, type Reading } from '../posture/snapshot.ts'
import { expectedTenantId, readTenant, type TenantAccess } from '../read-tenant.ts'
import { loadSnapshot } from '../snapshots/load-snapshot.ts'

/**
 * Reads the tenant, or the saved snapshot instead: that one at once, so that a wrong file is refused even when no rule
 * asks.
 * @throws ConfigurationError
 */
export function readerOf(
  access: TenantAccess,
  snapshotFile: string | undefined,
  directory: string,
): () => Promise<Reading> {
  if (snapshotFile === undefined) return () => readTenant(access)
  const reading = loadSnapshot(snapshotFile, directory, expectedTenantId(access.environment))
  if (isSimulated(reading)) {
    process.stderr.write(`mfa-gate: ${snapshotFile} is of the embedded tenant, a stand-in for Microsoft.\n`)
  }
  return () => Promise.resolve(reading)
}
