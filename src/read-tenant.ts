import type { Environment, Settings } from './config/settings.ts'
import type { Progress } from './graph/registration-details.ts'
import type { UserList } from './graph/details-request.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { Exclusions } from './posture/exclusion.ts'
import type { Question } from './posture/question.ts'
import type { SourceWish } from './posture/source.ts'
import type { TenantReading } from './posture/tenant-reading.ts'
import { Deadline } from './time/deadline.ts'

export interface TenantAccess {
  readonly settings: Settings
  readonly environment: Environment
  readonly now: () => Date
  /** What the enabled rules need to know. */
  readonly questions: readonly Question[]
  /** Undefined: nobody spoke of sources. */
  readonly source?: SourceWish | undefined
  readonly exclusions?: Exclusions | undefined
  /** Takes down users by name, where that was asked for. */
  readonly list?: UserList | undefined
  readonly progress?: ((at: Parameters<Progress>[0], expected: number | undefined) => void) | undefined
}

/** Signs in and reads the tenant's counts within the deadline. What cannot be read is a value; only defects throw. */
export async function readTenant(access: TenantAccess): Promise<TenantReading> {
  try {
    return await read(access)
  } catch (error) {
    if (error instanceof CouldNotRead) return { kind: 'undetermined', reason: error.reason }
    throw error
  }
}

async function read(access: TenantAccess): Promise<TenantReading> {
  const { settings, environment } = access
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
    expectedTenantId: guid(environment['AZURE_TENANT_ID']),
  }
  const { claims } = await signIn({ ...request, deadline })
  const { readFromGraph } = await import('./graph/read-from-graph.ts')
  // Asked for again at each request: the credential keeps the token and renews it when a long reading outlives it.
  const token = async (within: Deadline) => (await signIn({ ...request, deadline: within })).token
  return readFromGraph({ ...access, root, claims, token, deadline })
}

function guid(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : undefined
}
