import type { HttpClient } from '@azure/core-rest-pipeline'
import type { Settings } from '../config/settings.ts'
import type { Secret } from '../identity/secret.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { TenantReading } from '../model/tenant-reading.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { Deadline } from '../wire/deadline.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'
import { chooseSources } from './choose-sources.ts'
import { connectGraph } from './connection.ts'
import type { GraphRoot } from './graph-root.ts'
import type { Challenge } from './challenge.ts'
import type { Pacing } from './pace.ts'
import { documentedPace } from './pacing.ts'
import { readSources } from './read-sources.ts'
import type { Watch } from './sources-request.ts'

/** Signed in to the tenant that was asked for, with what a connection to its Graph takes. */
export interface Session {
  readonly root: GraphRoot
  readonly claims: TokenClaims
  /** Acquires the token within a time; a fresh one for a challenge. @throws CouldNotRead */
  readonly token: (within: Deadline, challenge?: Challenge) => Promise<Secret>
  readonly http: HttpClient
  /** What the answers told of the time. */
  readonly clock: ClockWatch
  /** Takes the next turn of the app over all its tenants, where somebody counts them. */
  readonly turn?: Pacing['turn']
}

/** How fast and how long a tenant may be read. */
type Limits = Pick<Settings, 'cloud' | 'pace' | 'time'>

/**
 * Chooses the sources by the token at hand, and reads them over one connection, so that they share the quota. `left` is
 * what is left of the time for a report of one answer.
 */
export async function readFromGraph(
  { root, claims, token, http, clock, turn }: Session,
  inquiry: Inquiry,
  { cloud, pace, time: { deadlineMs, walkDeadlineMs } }: Limits,
  left: Deadline,
  watch: Watch,
): Promise<TenantReading> {
  const without = cloud.hasCountReport ? [] : (['registrationCounts'] as const)
  const asked = { ...inquiry, claims, cloud, without }
  const steps = chooseSources(asked)
  const walks = steps.some(({ source }) => source === 'registrationDetails')
  const deadline = walks && walkDeadlineMs > deadlineMs ? left.anew(walkDeadlineMs) : left
  const rate = pace === 'off' ? undefined : (pace ?? documentedPace)
  const acquire = (challenge?: Challenge) => token(deadline, challenge)
  const graph = connectGraph(root, acquire, deadline, http, { rate, turn })
  const directory = connectGraph(root, acquire, deadline, http)
  try {
    return await readSources({ ...asked, ...watch, graph, directory, deadline, clock }, steps)
  } finally {
    deadline.release()
  }
}
