import { attempt, CouldNotRead } from '../model/could-not-read.ts'
import type { Population } from '../model/populations.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Source } from '../model/source.ts'
import type { SourceReading } from '../model/tenant-reading.ts'
import { isGranted } from './choose-sources.ts'
import { readFeatureSummary } from './feature-summary.ts'
import { leastDuration } from './pacing.ts'
import { readRegistrationCounts } from './registration-counts.ts'
import { pageSize } from './registration-details.ts'
import type { SourcesRequest } from './sources-request.ts'

/**
 * How many users the per-user report may hold, where another report can be read to learn it: the per-user report itself
 * does not say how long it is. For the progress bar, the time, and to see whether all of them came.
 * @throws CouldNotRead `deadline-too-short` when so many pages cannot come in time
 */
export async function expectPages(
  request: SourcesRequest,
  earlier: readonly SourceReading[],
): Promise<Population | undefined> {
  const { graph, deadline } = request
  const expected = populationIn(earlier) ?? (await askPopulation(request))
  // A report of nobody is not to be believed, and so no reason to doubt another.
  if (expected === undefined || expected.users === 0) return undefined
  const { users } = expected
  const neededMs = leastDuration(graph.requests + Math.ceil(users / pageSize), graph.rate)
  if (neededMs > deadline.remainingMs) {
    throw new CouldNotRead({
      code: 'deadline-too-short',
      seconds: deadline.milliseconds / 1_000,
      neededSeconds: advisedSeconds(neededMs),
      users,
    })
  }
  return expected
}

/** A tenth and half a minute more than the quota takes, to the next ten seconds. */
function advisedSeconds(neededMs: number): number {
  return Math.ceil((neededMs * 1.1 + 30_000) / 10_000) * 10
}

function populationIn(earlier: readonly SourceReading[]): Population | undefined {
  return earlier.flatMap(({ reading }) =>
    reading.kind === 'snapshot' ? [populationOf(reading.snapshot)] : [],
  )[0]
}

function populationOf({ population, provenance }: Snapshot): Population {
  return { source: provenance.source, users: population }
}

async function askPopulation(request: SourcesRequest): Promise<Population | undefined> {
  const { graph, claims, now, without } = request
  const { tid, scp } = claims
  const may = (source: Source) => isGranted(source, request) && without?.includes(source) !== true
  if (graph.rate === undefined) return undefined
  const came = await attempt(async () => {
    if (may('registrationCounts')) return populationOf(await readRegistrationCounts(graph, tid, now))
    // With its permission alone an app may not read it.
    const mayBoth = scp !== undefined && may('featureSummary')
    return mayBoth ? populationOf(await readFeatureSummary(graph, tid, now, [])) : undefined
  })
  return 'value' in came ? came.value : undefined
}
