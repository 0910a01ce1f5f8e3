import { contradictionIn } from './contradiction.ts'
import type { Question } from './question.ts'
import { sameQuestion } from './question.ts'
import { isSimulated, type Reading, type Snapshot, type SnapshotReading } from './snapshot.ts'
import type { Source } from './source.ts'
import { canAnswer } from './source.ts'
import type { Undetermined } from './undetermined.ts'

/** What came of one source, and what it was asked; without a source: questions that none may answer. */
export interface SourceReading {
  readonly source: Source | undefined
  readonly answers: readonly Question[]
  readonly reading: Reading
}

/** What came of reading the tenant, source by source; one that stands alone has to say everything. Empty: nothing was read. */
export type TenantReading = readonly SourceReading[]

/** The reading of a tenant of which nothing could be read. */
export function unread(reason: Undetermined): TenantReading {
  return [{ source: undefined, answers: [], reading: { kind: 'undetermined', reason } }]
}

/** The same where the embedded tenant was asked, so that what it did not answer has its mark too. */
export function ofStandIn(readings: TenantReading): TenantReading {
  return readings.map(({ reading, ...one }) => ({
    ...one,
    reading: reading.kind === 'undetermined' ? { ...reading, simulated: true } : reading,
  }))
}

/** Whether any of it is the embedded tenant's. */
export function asksStandIn(readings: TenantReading): boolean {
  return readings.some(({ reading }) => isSimulated(reading))
}

/** The numbers of every source that gave some. */
export function snapshotsIn(readings: TenantReading): readonly Snapshot[] {
  return readings.flatMap(({ reading }) => (reading.kind === 'snapshot' ? [reading.snapshot] : []))
}

/** Whether one of the sources has to say something to the question. */
export function wasAsked(question: Question, readings: TenantReading): boolean {
  return sourceFor(question, readings) !== undefined
}

/** The reading that answers one question: its source, its segment's numbers. */
export function readingFor(question: Question, readings: TenantReading): Reading {
  const found = sourceFor(question, readings)
  if (found === undefined) throw new TypeError(`nobody asked for ${question.measure} of ${question.segment}`)
  return found.reading.kind === 'undetermined' ? found.reading : segmentOf(question, found.reading)
}

function sourceFor(question: Question, readings: TenantReading): SourceReading | undefined {
  const [first, ...others] = readings
  if (others.length === 0) return first
  return readings.find(({ answers }) => answers.some((one) => sameQuestion(one, question)))
}

function segmentOf(question: Question, reading: SnapshotReading): Reading {
  const { snapshot } = reading
  const { source } = snapshot.provenance
  const contradiction = contradictionIn(snapshot)
  if (contradiction !== undefined) return { kind: 'undetermined', reason: contradiction }
  if (!canAnswer(source, question)) {
    return { kind: 'undetermined', reason: { code: 'source-cannot', sources: [source], ...question } }
  }
  if (question.segment === (snapshot.segment ?? 'all')) return reading
  // An empty segment may be what the rule declares it to be; a tenant of nobody is not to be believed.
  if (snapshot.segment === undefined && snapshot.population === 0) {
    const excluded = snapshot.exclusions?.population ?? 0
    return {
      kind: 'undetermined',
      reason:
        excluded === 0 ? { code: 'population-zero' } : { code: 'all-excluded', segment: 'all', excluded },
    }
  }
  const tally = snapshot.segments?.[question.segment]
  if (tally === undefined) {
    return { kind: 'undetermined', reason: { code: 'segment-missing', segment: question.segment, source } }
  }
  const { exclusions: _, methods: __, ...rest } = snapshot
  return { ...reading, snapshot: { ...rest, ...tally, segment: question.segment } }
}
