import type { HttpClient } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import type { Environment, Settings } from './config/settings.ts'
import type { Challenge } from './graph/middleware/challenge.ts'
import type { GraphRoot } from './graph/graph-root.ts'
import type { CredentialChoice } from './identity/choose/choice.ts'
import type { Secret } from './identity/secret.ts'
import type { SignInRequest } from './identity/sign-in.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { TokenClaims } from './schemas/token-claims.ts'
import type { Deadline } from './time/deadline.ts'
import type { ClockWatch } from './wire/clock-watch.ts'

/** Who will sign in, and where; nothing has been sent yet. */
export interface OpenedCredential {
  readonly choice: CredentialChoice
  readonly root: GraphRoot
  readonly request: SignInRequest
  /** The same credential without the tokens that it keeps. @throws CouldNotRead */
  readonly reopen: (within: Deadline) => Promise<TokenCredential>
  /** For requests beside those of the sign-in. */
  readonly http: HttpClient
  readonly clock: ClockWatch
}

/** Signed in to the tenant that was asked for, with what a connection to its Graph takes. */
export interface TenantSession {
  readonly claims: TokenClaims
  readonly root: GraphRoot
  readonly http: HttpClient
  readonly clock: ClockWatch
  /** Acquires the token within a time; a fresh one for a challenge. @throws CouldNotRead */
  readonly token: (within: Deadline, challenge?: Challenge) => Promise<Secret>
}

/**
 * Opens the credential that `chosen` names, else the one that the environment configures; `shared` is for many of one
 * process. @throws CouldNotRead
 */
export async function openTenantCredential(
  settings: Settings,
  environment: Environment,
  deadline: Deadline,
  chosen?: CredentialChoice,
  shared?: HttpClient,
  now: () => Date = () => new Date(),
): Promise<OpenedCredential> {
  // Loaded when a reading is due, since every preview pays for what is loaded at start.
  const [
    { chooseCredential },
    { openCredential },
    { graphRootOf },
    { createTransport },
    { SignInWire },
    { ClockWatch },
  ] = await Promise.all([
    import('./identity/choose/choose-credential.ts'),
    import('./identity/open-credential.ts'),
    import('./graph/graph-root.ts'),
    import('./wire/transport.ts'),
    import('./wire/sign-in-wire.ts'),
    import('./wire/clock-watch.ts'),
  ])
  const { simulatedTenant, cloud } = settings
  const root = graphRootOf(simulatedTenant, cloud)
  // Node's own switch, which no client can outvote for those that Microsoft's library opens.
  if (!root.simulated && environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new CouldNotRead({ code: 'tls-unverified' })
  }
  const expectedTenantId = settings.expectedTenant?.id
  const clock = new ClockWatch(now)
  const hosts = [root.loginHost, new URL(root.origin).host]
  const http = clock.over(shared ?? createTransport(environment), hosts)
  const wire = new SignInWire(http, root.loginHost, deadline)
  const choice = chosen ?? chooseCredential(environment)
  const opening = {
    environment,
    authority: root.authority,
    simulated: root.simulated,
    expectedTenantId,
    wire,
  }
  const reopen = (within: Deadline) => openCredential(choice, { ...opening, timeoutMs: within.remainingMs })
  const credential: TokenCredential = await reopen(deadline)
  const request = { choice, credential, cloud, loginHost: root.loginHost, expectedTenantId, deadline, wire }
  return { choice, root, request, reopen, http, clock }
}

/** Signs in and checks tenant and audience. @throws CouldNotRead */
export async function signInToTenant({
  root,
  request: first,
  reopen,
  http,
  clock,
}: OpenedCredential): Promise<TenantSession> {
  const { signIn } = await import('./identity/sign-in.ts')
  let held = await signIn(first)
  // From here on nobody may answer for another tenant, also where none was named: a tool may be switched meanwhile.
  let request = { ...first, expectedTenantId: held.claims.tid }
  let heldSince = performance.now()
  // The credential keeps the token and renews it when a long reading outlives it, so it is asked again, but not for each
  // of a thousand pages.
  const token = async (deadline: Deadline, challenge?: Challenge): Promise<Secret> => {
    if (challenge !== undefined) {
      request = { ...request, credential: await reopen(deadline) }
      held = await signIn({ ...request, deadline }, challenge.claims)
      heldSince = performance.now()
    } else if (performance.now() - heldSince > tokenIsHeldMs) {
      held = await signIn({ ...request, deadline })
      heldSince = performance.now()
    }
    return held.token
  }
  return { claims: held.claims, root, http, clock, token }
}

/** Microsoft's library renews a token some minutes before it ends. */
const tokenIsHeldMs = 60_000
