import { connectGraph } from '../graph/connection.ts'
import { graphRootOf } from '../graph/graph-root.ts'
import { readFromGraph } from '../graph/read-from-graph.ts'
import { refusalReason } from '../graph/refusal.ts'
import { readRegistrationCounts } from '../graph/registration-counts.ts'
import type { Watch } from '../graph/sources-request.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import { reachLogin } from '../identity/reach-login.ts'
import type { Secret } from '../identity/secret.ts'
import { acquireToken, checkAudience, checkTenant } from '../identity/sign-in.ts'
import { claimsOf } from '../identity/token-claims.ts'
import { type Attempt, attempt, CouldNotRead } from '../model/could-not-read.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { Deadline } from '../wire/deadline.ts'
import { proxyFor } from '../wire/proxy-choice.ts'
import { createTransport } from '../wire/transport.ts'
import { assess } from './assess.ts'
import type { Gate } from './prepare.ts'
import type { Access } from './read.ts'
import { type OpenedCredential, openTenantCredential } from './session.ts'

const details = '/reports/authenticationMethods/userRegistrationDetails?$top=1&$select=isMfaRegistered'

/** The parts that a reading is made of, one at a time, for whoever wants to know how far one would come. */
export interface Steps {
  /** Login and Graph, as origins. */
  readonly origins: readonly string[]
  /** Asks the login for its public description, and answers the time in it. */
  reachLogin(): Promise<Attempt<Date | undefined>>
  openCredential(): Promise<Attempt<CredentialChoice>>
  signIn(): Promise<Attempt<TokenClaims>>
  checkTenant(claims: TokenClaims): Promise<Attempt<string>>
  checkAudience(claims: TokenClaims): Promise<Attempt<string>>
  readCounts(claims: TokenClaims): Promise<Attempt<Snapshot>>
  /** Asks for one user's details. */
  probeDetails(): Promise<Attempt<void>>
  /** Reads and judges as `read` and `assess` do. */
  assess(claims: TokenClaims, progress: Watch['progress']): Promise<Assessment>
}

export function stepsOf(
  gate: Gate,
  { settings, environment, directory, now, onFailure, signIn }: Access,
): Steps {
  const { cloud, expectedTenant } = settings
  const root = graphRootOf(settings.simulatedTenant, cloud)
  const proxy = proxyFor(root.authority, environment)
  const deadline = new Deadline(settings.time.deadlineMs, undefined, proxy)
  const http = createTransport(environment)
  let opened: OpenedCredential | undefined
  const open = async (): Promise<OpenedCredential> =>
    (opened ??= await openTenantCredential(
      { settings, directory, now, http, ...(signIn?.() ?? { environment }) },
      deadline,
    ))
  const token = async (): Promise<Secret> => acquireToken((await open()).request)
  const graph = connectGraph(root, token, deadline, http)
  const watch = { now, onFailure: (error: CouldNotRead) => onFailure?.(error, environment) }
  const step = <T>(work: () => T | Promise<T>) => attempt(work, watch.onFailure)
  return {
    origins: [root.authority, root.origin],
    reachLogin: () => step(() => reachLogin(root.authority, deadline, http)),
    openCredential: () => step(async () => (await open()).request.choice),
    signIn: () => step(async () => claimsOf((await token()).reveal())),
    checkTenant: (claims) =>
      step(() => {
        checkTenant(claims, expectedTenant?.id)
        return claims.tid
      }),
    checkAudience: (claims) =>
      step(() => {
        checkAudience(claims, cloud)
        return new URL(cloud.graph).host
      }),
    readCounts: ({ tid }) => step(() => readRegistrationCounts(graph, tid, now)),
    probeDetails: () =>
      step(async () => {
        const answer = await graph.get('v1.0', details)
        if (answer.status === 200) return
        throw new CouldNotRead(refusalReason(answer, { permission: 'AuditLog.Read.All' }))
      }),
    assess: (claims, progress) =>
      assess(gate, async () => {
        const { clock, http: watched } = await open()
        const session = { root, claims, token, http: watched, clock }
        return readFromGraph(session, gate.inquiry, settings, deadline, { ...watch, progress })
      }),
  }
}
