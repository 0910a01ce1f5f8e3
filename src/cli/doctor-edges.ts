import { assess } from '../assess.ts'
import type { Edges } from '../doctor/examine.ts'
import { connectGraph } from '../graph/connection.ts'
import { type GraphAccess, readFromGraph } from '../graph/read-from-graph.ts'
import { graphRootOf } from '../graph/graph-root.ts'
import { explainRefusal } from '../graph/refusal.ts'
import { readRegistrationCounts } from '../graph/registration-counts.ts'
import { reachLogin } from '../identity/reach-login.ts'
import type { Secret } from '../identity/secret.ts'
import { acquireToken, checkAudience, checkTenant } from '../identity/sign-in.ts'
import { claimsOf } from '../identity/token-claims.ts'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { Reading } from '../posture/snapshot.ts'
import { questionsOf } from '../rules/questions.ts'
import type { Verdict } from '../rules/verdict.ts'
import { type OpenedCredential, openTenantCredential } from '../sign-in-to-tenant.ts'
import { Deadline } from '../time/deadline.ts'
import { createTransport } from '../wire/transport.ts'
import type { Effects, Output } from './effects.ts'
import type { GatePreparation } from './gate-options.ts'
import { watched } from './progress-bar.ts'

const details = '/reports/authenticationMethods/userRegistrationDetails?$top=1&$select=isMfaRegistered'

/** The world as the doctor asks it: the same parts as `readTenant` is made of, one at a time. */
export function doctorEdges(preparation: GatePreparation, { now, stderr }: Effects): Edges {
  const { settings, environment, onFailure } = preparation
  const deadline = new Deadline(settings.deadlineMs)
  const { cloud, expectedTenant } = settings
  const root = graphRootOf(settings.simulatedTenant, cloud)
  const http = createTransport(environment)
  let opened: OpenedCredential | undefined
  const token = async (): Promise<Secret> => {
    opened ??= await openTenantCredential(settings, environment, deadline, undefined, http)
    return acquireToken(opened.request)
  }
  const graph = connectGraph(root, token, deadline, http)
  return {
    environment,
    cloud,
    expectedTenant,
    origins: [root.authority, root.origin],
    now,
    onFailure,
    reachLogin: () => reachLogin(root.authority, deadline, http),
    openCredential: async () => {
      opened = await openTenantCredential(settings, environment, deadline, undefined, http)
      return opened.choice
    },
    signIn: async () => claimsOf((await token()).reveal()),
    checkTenant: (claims) => checkTenant(claims, expectedTenant?.id),
    checkAudience: (claims) => checkAudience(claims, cloud),
    readCounts: ({ tid }) => asReading(() => readRegistrationCounts(graph, tid, now), onFailure),
    probeDetails: async () => {
      const answer = await graph.get('v1.0', details)
      if (answer.status === 200) return
      throw new CouldNotRead(explainRefusal(answer, { permission: 'AuditLog.Read.All' }))
    },
    decide: (claims) => decide(preparation, { root, claims, token, deadline, now, http }, stderr),
  }
}

/** The verdicts of a check here and now. */
async function decide(
  { rules, settings, loaded, source, context, onFailure }: GatePreparation,
  session: Pick<GraphAccess, 'root' | 'claims' | 'token' | 'deadline' | 'now' | 'http'>,
  stderr: Output,
): Promise<readonly Verdict[]> {
  const { exclusions } = loaded
  const asked = { settings, questions: questionsOf(rules), source, exclusions, onFailure }
  const read = (progress: GraphAccess['progress']) => () => readFromGraph({ ...session, ...asked, progress })
  return (await watched(stderr, (progress) => assess(rules, read(progress), context))).verdicts
}

async function asReading(
  read: () => ReturnType<typeof readRegistrationCounts>,
  onFailure: (error: CouldNotRead) => void,
): Promise<Reading> {
  try {
    return { kind: 'snapshot', snapshot: await read() }
  } catch (error) {
    if (!(error instanceof CouldNotRead)) throw error
    onFailure(error)
    return { kind: 'undetermined', reason: error.reason }
  }
}
