import { attempt } from '../model/could-not-read.ts'
import { compared } from '../model/populations.ts'
import type { Question } from '../model/question.ts'
import type { Reading, Snapshot, SourceReason } from '../model/snapshot.ts'
import { isNamed } from '../model/segment.ts'
import type { Source } from '../model/source.ts'
import type { SourceReading, TenantReading } from '../model/tenant-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { chooseSources, type ReadStep, isGranted } from './choose-sources.ts'
import { type DetailsRead, readDetails } from './read-details.ts'
import { readEnabledAccounts } from './enabled-accounts.ts'
import { readFeatureSummary } from './feature-summary.ts'
import { readMfaSignIns } from './mfa-sign-ins.ts'
import { readRegistrationCounts } from './registration-counts.ts'
import type { SourcesRequest } from './sources-request.ts'

/** Reads each source that the questions need, once, the cheapest first. */
export async function readSources(
  request: SourcesRequest,
  steps: readonly ReadStep[],
): Promise<TenantReading> {
  const readings: SourceReading[] = []
  for (const step of steps) {
    readings.push(...(await run(step, request, readings)))
  }
  if (readings.length === 0) throw new TypeError('the tenant was to be read, but nobody asked anything')
  return withSignIns(await withAccounts(comparedReadings(readings), request), request)
}

/** Last of all, and beside whatever has come: numbers that nothing rests on. */
async function withSignIns(readings: TenantReading, request: SourcesRequest): Promise<TenantReading> {
  const counted = readings.some(({ reading }) => reading.kind === 'snapshot')
  if (request.signIns === undefined || !counted) return readings
  const signIns = await readMfaSignIns(request)
  return readings.map((one) =>
    one.reading.kind === 'snapshot'
      ? { ...one, reading: { ...one.reading, snapshot: { ...one.reading.snapshot, signIns } } }
      : one,
  )
}

/** Where it is asked for, each snapshot with the enabled accounts of the directory; without them none of it is complete. */
async function withAccounts(readings: TenantReading, request: SourcesRequest): Promise<TenantReading> {
  const counted = readings.some(({ reading }) => reading.kind === 'snapshot')
  if (request.completeness === undefined || !counted) return readings
  const came = await attempt(() => readEnabledAccounts(request.graph), request.onFailure)
  return readings.map((one) => {
    if (one.reading.kind === 'undetermined') return one
    if ('reason' in came) return { ...one, reading: { kind: 'undetermined', reason: came.reason } }
    const { snapshot } = one.reading
    const rows = snapshot.exclusions?.population ?? snapshot.population
    return {
      ...one,
      reading: { kind: 'snapshot', snapshot: { ...snapshot, accounts: { enabled: came.value, rows } } },
    }
  })
}

/** Each snapshot with the populations of all, so that whatever rests on one of them can be compared. */
function comparedReadings(readings: readonly SourceReading[]): readonly SourceReading[] {
  const snapshots = compared(
    readings.flatMap(({ reading }) => (reading.kind === 'snapshot' ? [reading.snapshot] : [])),
  )
  let next = 0
  return readings.map((one) => {
    const snapshot = one.reading.kind === 'snapshot' ? snapshots[next++] : undefined
    return snapshot === undefined ? one : { ...one, reading: { kind: 'snapshot', snapshot } }
  })
}

async function run(
  step: ReadStep,
  request: SourcesRequest,
  earlier: readonly SourceReading[],
): Promise<readonly SourceReading[]> {
  const { source, answers } = step
  if (source === undefined)
    return [{ source, answers, reading: { kind: 'undetermined', reason: step.reason } }]
  const came = await attempt(
    () => readers[source]({ ...request, questions: answers }, earlier),
    request.onFailure,
  )
  if ('value' in came) return readingsOf(step, came.value, request)
  const instead = insteadOf(source, came.reason, answers, request)
  if (instead === undefined)
    return [{ source, answers, reading: { kind: 'undetermined', reason: came.reason } }]
  const runs: SourceReading[] = []
  for (const one of instead) runs.push(...(await run(one, request, earlier)))
  return runs
}

/** The numbers, for all questions but those that they do not answer. */
function readingsOf(
  { source, answers, chosen }: Extract<ReadStep, { source: Source }>,
  { snapshot, unread }: DetailsRead,
  request: SourcesRequest,
): readonly SourceReading[] {
  const open = unread.map(({ question, reason }): SourceReading => ({
    ...{ source, answers: [question] },
    reading: { kind: 'undetermined', reason },
  }))
  if (snapshot === undefined) return open
  const others = answers.filter((one) => !unread.some(({ question }) => question === one))
  const reading: Reading = { kind: 'snapshot', snapshot: timed(snapshot, request, chosen) }
  return [{ source, answers: others, reading }, ...open]
}

/** The count report is beta and may be gone or unknown in this cloud: then `auto` goes on to the next, if it may. */
function insteadOf(
  source: Source,
  reason: Undetermined,
  questions: readonly Question[],
  request: SourcesRequest,
): readonly ReadStep[] | undefined {
  if (reason.code !== 'report-absent' || (request.source ?? 'auto') !== 'auto') return undefined
  const without = [...(request.without ?? []), source]
  const steps = chooseSources({ ...request, questions, without })
  return steps.every((one) => one.source !== undefined && isGranted(one.source, request)) ? steps : undefined
}

function timed(snapshot: Snapshot, { clock }: SourcesRequest, chosen: SourceReason | undefined): Snapshot {
  const { provenance } = snapshot
  const servedAt = clock.servedAt(provenance.receivedAt)
  const served = servedAt === undefined ? {} : { servedAt }
  return { ...snapshot, provenance: { ...provenance, ...served, chosen } }
}

/** Reads one source for the questions of the request. */
type Reader = (request: SourcesRequest, earlier: readonly SourceReading[]) => Promise<DetailsRead>

/** One that answers all questions, or none. */
function whole(read: (request: SourcesRequest) => Promise<Snapshot>): Reader {
  return async (request) => ({ snapshot: await read(request), unread: [] })
}

const readers: Readonly<Record<Source, Reader>> = {
  registrationCounts: whole(({ graph, claims, now }) => readRegistrationCounts(graph, claims.tid, now)),
  featureSummary: whole(({ graph, claims, now, questions }) => {
    const segments = questions.map(({ segment }) => segment).filter(isNamed)
    return readFeatureSummary(graph, claims.tid, now, segments)
  }),
  registrationDetails: readDetails,
}
