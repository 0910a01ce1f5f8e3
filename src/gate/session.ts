import type { HttpClient } from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import type { Environment } from '../config/environment.ts'
import type { Settings } from '../config/settings.ts'
import type { GraphRoot } from '../graph/graph-root.ts'
import type { Challenge } from '../graph/challenge.ts'
import type { Session } from '../graph/read-from-graph.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import type { Secret } from '../identity/secret.ts'
import type { SignInRequest } from '../identity/sign-in.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { Deadline } from '../wire/deadline.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'

/** Who signs in, and from where. */
export interface SignInAccess {
  readonly settings: Settings
  readonly environment: Environment
  /** Where relative paths count from. */
  readonly directory: string
  readonly now: () => Date
  /** How, where somebody else than the environment says it. */
  readonly choice?: CredentialChoice | undefined
  /** Shared by the readings of one process; without it this one has sockets of its own. */
  readonly http?: HttpClient | undefined
}

/** Who will sign in, and where; nothing has been sent yet. */
export interface OpenedCredential {
  readonly root: GraphRoot
  readonly request: SignInRequest
  /** The same credential without the tokens that it keeps. @throws CouldNotRead */
  readonly reopen: (within: Deadline) => Promise<TokenCredential>
  /** For requests beside those of the sign-in. */
  readonly http: HttpClient
  readonly clock: ClockWatch
}

/** Opens the credential that was chosen, else the one that the environment configures. @throws CouldNotRead */
export async function openTenantCredential(
  { settings, environment, directory, now, choice: chosen, http: shared }: SignInAccess,
  deadline: Deadline,
): Promise<OpenedCredential> {
  // Loaded when a reading is due, since every preview pays for what is loaded at start.
  const { chooseCredential, openCredential, graphRootOf, createTransport, SignInWire, ClockWatch } =
    await import('./network.ts')
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
  const { authority, simulated } = root
  const opening = { environment, directory, authority, simulated, expectedTenantId, wire }
  const reopen = (within: Deadline) => openCredential(choice, { ...opening, timeoutMs: within.remainingMs })
  const credential: TokenCredential = await reopen(deadline)
  const request = { choice, credential, cloud, loginHost: root.loginHost, expectedTenantId, deadline, wire }
  return { root, request, reopen, http, clock }
}

/** Signs in and checks tenant and audience. @throws CouldNotRead */
export async function signInToTenant({
  root,
  request: first,
  reopen,
  http,
  clock,
}: OpenedCredential): Promise<Session> {
  const { signIn } = await import('./network.ts')
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
