import type { HttpClient } from '@azure/core-rest-pipeline'
import type { Environment, Settings } from './config/settings.ts'
import type { UserList } from './graph/details-request.ts'
import type { SourcesRequest } from './graph/sources-request.ts'
import type { CredentialChoice } from './identity/choose/choice.ts'
import { intolerable } from './posture/clock.ts'
import { CouldNotRead } from './posture/could-not-read.ts'
import type { Exclusions } from './posture/exclusion.ts'
import type { Question } from './posture/question.ts'
import { onlyInCountReport, type SourceWish } from './posture/source.ts'
import { ofStandIn, type TenantReading, unread } from './posture/tenant-reading.ts'
import { openTenantCredential, signInToTenant } from './sign-in-to-tenant.ts'
import { Deadline } from './time/deadline.ts'
import type { ClockWatch } from './wire/clock-watch.ts'

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
  readonly progress?: SourcesRequest['progress']
  /** Sees the error whose reason becomes the reading, with its causes; these may hold secrets. */
  readonly onFailure?: (error: CouldNotRead) => void
  /** How to sign in, where somebody else than the environment says it. */
  readonly choice?: CredentialChoice | undefined
  /** Ends the reading early; it then throws the signal's reason. */
  readonly interrupt?: AbortSignal | undefined
  /** Shared by the readings of one process; without it this one has sockets of its own. */
  readonly http?: HttpClient | undefined
}

/** Signs in and reads the tenant's counts within the deadline. What cannot be read is a value; only defects throw. */
export async function readTenant(access: TenantAccess): Promise<TenantReading> {
  const readings = await valueOf(access, () => read(access))
  return access.settings.simulatedTenant === undefined ? readings : ofStandIn(readings)
}

async function read(access: TenantAccess): Promise<TenantReading> {
  const { settings, environment, source, questions, choice, interrupt } = access
  const { cloud } = settings
  // Before signing in: a cloud without the report would answer with a 400 that explains nothing.
  if (!cloud.hasCountReport && (source === 'registrationCounts' || questions.every(onlyInCountReport))) {
    throw new CouldNotRead({ code: 'report-not-in-cloud', cloud: cloud.title })
  }
  const deadline = new Deadline(settings.deadlineMs, interrupt)
  try {
    const opened = await openTenantCredential(
      settings,
      environment,
      deadline,
      choice,
      access.http,
      access.now,
    )
    return await timed(opened.clock, access, async () => {
      const session = await signInToTenant(opened)
      const { readFromGraph } = await import('./graph/read-from-graph.ts')
      return readFromGraph({ ...access, ...session, deadline })
    })
  } finally {
    deadline.release()
  }
}

/** Login and Graph tell the time also where no numbers came of asking them, and a waiver may cover that. */
async function timed(
  clock: ClockWatch,
  access: TenantAccess,
  work: () => Promise<TenantReading>,
): Promise<TenantReading> {
  const readings = await valueOf(access, work)
  const aheadMs = intolerable(clock.aheadMs)
  if (aheadMs === undefined) return readings
  return readings.map((one) =>
    one.reading.kind === 'undetermined' ? { ...one, reading: { ...one.reading, aheadMs } } : one,
  )
}

async function valueOf(
  { onFailure }: TenantAccess,
  work: () => Promise<TenantReading>,
): Promise<TenantReading> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CouldNotRead)) throw error
    onFailure?.(error)
    return unread(error.reason)
  }
}
