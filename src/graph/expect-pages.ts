import { CouldNotRead } from '../posture/could-not-read.ts'
import type { SourceReading } from '../posture/tenant-reading.ts'
import { isGranted } from './choose-sources.ts'
import { leastDuration } from './pacing.ts'
import { readRegistrationCounts } from './registration-counts.ts'
import { pageSize } from './registration-details.ts'
import type { SourcesRequest } from './sources-request.ts'

/**
 * How many users the per-user report may hold, where the count report can be read to learn it: the per-user report
 * itself does not say how long it is. Only for the progress bar and the time; no verdict rests on it.
 * @throws CouldNotRead `deadline-too-short` when so many pages cannot come in time
 */
export async function expectPages(
  request: SourcesRequest,
  earlier: readonly SourceReading[],
): Promise<number | undefined> {
  const { graph, deadline } = request
  const users = populationIn(earlier) ?? (await askPopulation(request))
  if (users === undefined) return undefined
  const neededMs = leastDuration(graph.requests + Math.ceil(users / pageSize), graph.rate)
  if (neededMs > deadline.remainingMs) {
    throw new CouldNotRead({
      code: 'deadline-too-short',
      seconds: deadline.milliseconds / 1_000,
      neededSeconds: advisedSeconds(neededMs),
      users,
    })
  }
  return users
}

/** A tenth and half a minute more than the quota takes, to the next ten seconds. */
export function advisedSeconds(neededMs: number): number {
  return Math.ceil((neededMs * 1.1 + 30_000) / 10_000) * 10
}

function populationIn(earlier: readonly SourceReading[]): number | undefined {
  return earlier
    .map(({ reading }) => (reading.kind === 'snapshot' ? reading.snapshot.population : undefined))
    .find((population) => population !== undefined)
}

async function askPopulation({ graph, tenantId, now, inquiry }: SourcesRequest): Promise<number | undefined> {
  const worthIt = graph.rate !== undefined && isGranted('registrationCounts', inquiry)
  if (!worthIt || inquiry.without?.includes('registrationCounts') === true) return undefined
  try {
    return (await readRegistrationCounts(graph, tenantId, now)).population
  } catch (error) {
    if (error instanceof CouldNotRead) return undefined
    throw error
  }
}
