import type { Environment, Settings } from './config/settings.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { Reading, Snapshot } from './posture/snapshot.ts'
import { openTenantCredential, signInToTenant } from './sign-in-to-tenant.ts'
import { Deadline } from './time/deadline.ts'

export interface TenantAccess {
  readonly settings: Settings
  readonly environment: Environment
  readonly now: () => Date
  /** Sees the error whose reason becomes the reading, with its causes; these may hold secrets. */
  readonly onFailure?: (error: CouldNotRead) => void
}

/** Signs in and reads the tenant's counts within the deadline. What cannot be read is a value; only defects throw. */
export async function readTenant(access: TenantAccess): Promise<Reading> {
  try {
    return { kind: 'snapshot', snapshot: await readSnapshot(access) }
  } catch (error) {
    if (!(error instanceof CouldNotRead)) throw error
    access.onFailure?.(error)
    return { kind: 'undetermined', reason: error.reason }
  }
}

async function readSnapshot({ settings, environment, now }: TenantAccess): Promise<Snapshot> {
  const { cloud } = settings
  // Before signing in: a cloud without the report would answer with a 400 that explains nothing.
  if (!cloud.hasCountReport) throw new CouldNotRead({ code: 'report-not-in-cloud', cloud: cloud.title })
  const deadline = new Deadline(settings.deadlineMs)
  const { claims, graph } = await signInToTenant(await openTenantCredential(settings, environment, deadline))
  const { readRegistrationCounts } = await import('./graph/registration-counts.ts')
  return readRegistrationCounts(graph, claims.tid, now)
}
