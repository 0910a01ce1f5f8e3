import type { TokenCredential } from '@azure/identity'
import type { Environment, Settings } from './config/settings.ts'
import type { GraphRoot } from './graph/graph-root.ts'
import type { CredentialChoice } from './identity/choose/choice.ts'
import type { Secret } from './identity/secret.ts'
import type { SignInRequest } from './identity/sign-in.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { TokenClaims } from './schemas/token-claims.ts'
import type { Deadline } from './time/deadline.ts'

/** Who will sign in, and where; nothing has been sent yet. */
export interface OpenedCredential {
  readonly choice: CredentialChoice
  readonly root: GraphRoot
  readonly request: SignInRequest
}

/** Signed in to the tenant that was asked for, with what a connection to its Graph takes. */
export interface TenantSession {
  readonly claims: TokenClaims
  readonly root: GraphRoot
  /** Acquires the token within a time. @throws CouldNotRead */
  readonly token: (within: Deadline) => Promise<Secret>
}

/** Opens the credential that `chosen` names, else the one that the environment configures. @throws CouldNotRead */
export async function openTenantCredential(
  settings: Settings,
  environment: Environment,
  deadline: Deadline,
  chosen?: CredentialChoice,
): Promise<OpenedCredential> {
  // Loaded when a reading is due, since every preview pays for what is loaded at start.
  const [{ chooseCredential }, { openCredential }, { graphRootOf }] = await Promise.all([
    import('./identity/choose/choose-credential.ts'),
    import('./identity/open-credential.ts'),
    import('./graph/graph-root.ts'),
  ])
  const { simulatedTenant, cloud } = settings
  const root = graphRootOf(simulatedTenant, cloud)
  // Node's own switch, which no client can outvote for those that Microsoft's library opens.
  if (!root.simulated && environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new CouldNotRead({ code: 'tls-unverified' })
  }
  const expectedTenantId = settings.expectedTenant?.id
  const choice = chosen ?? chooseCredential(environment)
  const credential: TokenCredential = await openCredential(choice, {
    environment,
    authority: root.authority,
    simulated: root.simulated,
    expectedTenantId,
    timeoutMs: deadline.remainingMs,
  })
  const request = { choice, credential, cloud, loginHost: root.loginHost, expectedTenantId, deadline }
  return { choice, root, request }
}

/** Signs in and checks tenant and audience. @throws CouldNotRead */
export async function signInToTenant({ root, request }: OpenedCredential): Promise<TenantSession> {
  const { signIn } = await import('./identity/sign-in.ts')
  let held = await signIn(request)
  let heldSince = performance.now()
  // The credential keeps the token and renews it when a long reading outlives it, so it is asked again, but not for each
  // of a thousand pages.
  const token = async (deadline: Deadline): Promise<Secret> => {
    if (performance.now() - heldSince > tokenIsHeldMs) {
      held = await signIn({ ...request, deadline })
      heldSince = performance.now()
    }
    return held.token
  }
  return { claims: held.claims, root, token }
}

/** Microsoft's library renews a token some minutes before it ends. */
const tokenIsHeldMs = 60_000
