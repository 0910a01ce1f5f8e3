import type { Environment, Settings } from '../src/config/settings.ts'
import { isSimulated, type Reading } from '../src/posture/snapshot.ts'
import { expectedTenantId, readTenant } from '../src/read-tenant.ts'
import { loadSnapshot } from '../src/snapshots/load-snapshot.ts'

/**
 * Reads the tenant once per start of the pack, however many resources and rules ask, or takes the saved snapshot; a
 * wrong snapshot file is refused now.
 * @throws ConfigurationError
 */
export function readerOf(
  settings: Settings,
  environment: Environment,
  directory: string,
): () => Promise<Reading> {
  const { snapshotFile, simulatedTenant } = settings
  const saved =
    snapshotFile === undefined
      ? undefined
      : loadSnapshot(snapshotFile, directory, expectedTenantId(environment))
  let reading: Promise<Reading> | undefined
  const read = (): Promise<Reading> => {
    const standIn = saved === undefined ? simulatedTenant !== undefined : isSimulated(saved)
    if (standIn) warnStandIn(saved === undefined ? 'reads' : 'takes a snapshot of')
    return saved === undefined
      ? readTenant({ settings, environment, now: () => new Date() })
      : Promise.resolve(saved)
  }
  return () => (reading ??= read())
}

/** A pass prints no numbers in Pulumi, so that nobody may take a stand-in's pass for a tenant's. */
function warnStandIn(verb: string): void {
  process.stderr.write(`entra-mfa-gate: this ${verb} the embedded tenant, a stand-in for Microsoft.\n`)
}
