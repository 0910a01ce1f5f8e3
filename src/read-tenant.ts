import type { Environment, Settings } from './config/settings.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { Reading, Snapshot } from './posture/snapshot.ts'
import { Deadline } from './time/deadline.ts'

export interface TenantAccess {
  readonly settings: Settings
  readonly environment: Environment
  readonly now: () => Date
}

/** Signs in and reads the tenant's counts within the deadline. What cannot be read is a value; only defects throw. */
export async function readTenant(access: TenantAccess): Promise<Reading> {
  try {
    return { kind: 'snapshot', snapshot: await readSnapshot(access) }
  } catch (error) {
    if (error instanceof CouldNotRead) return { kind: 'undetermined', reason: error.reason }
    throw error
  }
}

async function readSnapshot({ settings, environment, now }: TenantAccess): Promise<Snapshot> {
  const deadline = new Deadline(settings.deadlineMs)
  // Loaded when a reading is due, since every preview pays for what is loaded at start.
  const [{ chooseCredential, openCredential }, { signIn }] = await Promise.all([
    import('./identity/credential.ts'),
    import('./identity/sign-in.ts'),
  ])
  const { graphRootOf } = await import('./graph/graph-root.ts')
  const root = graphRootOf(settings.simulatedTenant)
  const choice = chooseCredential(environment)
  const credential = await openCredential(choice, environment, settings.simulatedTenant)
  const request = {
    credential,
    scope: root.scope,
    loginHost: root.loginHost,
    expectedTenantId: expectedTenantId(environment),
    deadline,
  }
  const { claims } = await signIn(request)
  const [{ connectGraph }, { readRegistrationCounts }] = await Promise.all([
    import('./graph/connection.ts'),
    import('./graph/registration-counts.ts'),
  ])
  // Asked for again at each request: the credential keeps the token and renews it when a long reading outlives it.
  const token = async () => (await signIn(request)).token
  return readRegistrationCounts(connectGraph(root, token, deadline), claims.tid, now)
}

/** The tenant that must be judged, where the environment names it by its id. */
export function expectedTenantId(environment: Environment): string | undefined {
  return guid(environment['AZURE_TENANT_ID'])
}

function guid(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : undefined
}
