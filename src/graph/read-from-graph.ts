import type { HttpClient } from '@azure/core-rest-pipeline'
import type { Settings } from '../config/settings.ts'
import type { Secret } from '../identity/secret.ts'
import type { Exclusions } from '../posture/exclusion.ts'
import type { Question } from '../posture/question.ts'
import type { SourceWish } from '../posture/source.ts'
import type { TenantReading } from '../posture/tenant-reading.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'
import { Deadline } from '../time/deadline.ts'
import { chooseSources } from './choose-sources.ts'
import { connectGraph } from './connection.ts'
import type { UserList } from './details-request.ts'
import type { Challenge } from './middleware/challenge.ts'
import type { GraphRoot } from './graph-root.ts'
import { documentedPace } from './pacing.ts'
import { readSources } from './read-sources.ts'
import type { SourcesRequest } from './sources-request.ts'

/** A signed-in tenant and what is to be learnt of it. */
export interface GraphAccess {
  readonly root: GraphRoot
  readonly claims: TokenClaims
  readonly token: (within: Deadline, challenge?: Challenge) => Promise<Secret>
  readonly settings: Settings
  /** What is left of the time for a report of one answer. */
  readonly deadline: Deadline
  readonly now: () => Date
  readonly questions: readonly Question[]
  readonly source?: SourceWish | undefined
  readonly exclusions?: Exclusions | undefined
  readonly list?: UserList | undefined
  readonly progress?: SourcesRequest['progress']
  readonly onFailure?: SourcesRequest['onFailure']
  /** Ends the reading early; it then throws the signal's reason. */
  readonly interrupt?: AbortSignal | undefined
  readonly http: HttpClient
  /** What the answers told of the time; undefined: nobody looked. */
  readonly clock?: ClockWatch | undefined
}

/** Chooses the sources by the token at hand, and reads them over one connection, so that they share the quota. */
export async function readFromGraph(access: GraphAccess): Promise<TenantReading> {
  const { root, claims, settings, now, questions, exclusions, list, progress, onFailure } = access
  const inquiry = {
    questions,
    wish: access.source,
    exclusions: exclusions !== undefined,
    list: list !== undefined,
    claims,
    cloud: settings.cloud,
    without: settings.cloud.hasCountReport ? [] : (['registrationCounts'] as const),
  }
  const errands = chooseSources(inquiry)
  const walks = errands.some(({ source }) => source === 'registrationDetails')
  const longer = settings.walkDeadlineMs > settings.deadlineMs
  const deadline = walks && longer ? new Deadline(settings.walkDeadlineMs, access.interrupt) : access.deadline
  const rate = settings.pace === 'off' ? undefined : (settings.pace ?? documentedPace)
  const graph = connectGraph(
    root,
    (challenge) => access.token(deadline, challenge),
    deadline,
    access.http,
    rate,
  )
  try {
    return await readSources(
      {
        ...{ graph, tenantId: claims.tid, inquiry, exclusions, list, deadline, now, progress, onFailure },
        clock: access.clock,
      },
      errands,
    )
  } finally {
    deadline.release()
  }
}
