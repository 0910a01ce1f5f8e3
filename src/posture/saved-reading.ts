import type { Question } from './question.ts'
import type { Reading, Snapshot } from './snapshot.ts'
import type { SourceWish } from './source.ts'
import { readingFor, type SourceReading, type TenantReading } from './tenant-reading.ts'

/** A tenant's numbers as an earlier run saved them. */
export interface SavedReading {
  /** The file, for people. */
  readonly file: string
  readonly tenantId: string
  /** Of the exclusions that the numbers heed; undefined: none. */
  readonly exclusionsSha256: string | undefined
  /** One for each report that was read. */
  readonly snapshots: readonly Snapshot[]
}

/** What is to be known now. */
export interface SavedInquiry {
  readonly questions: readonly Question[]
  readonly source: SourceWish | undefined
  readonly exclusionsSha256: string | undefined
  /** Lower case; undefined: any tenant. */
  readonly expectedTenantId: string | undefined
}

/** What saved numbers say to these questions. What was not saved, or counted otherwise, is undetermined. */
export function answerFrom(saved: SavedReading, inquiry: SavedInquiry): TenantReading {
  const { tenantId, file } = saved
  const { expectedTenantId: expected, questions } = inquiry
  if (expected !== undefined && expected !== tenantId.toLowerCase()) {
    return {
      kind: 'undetermined',
      reason: { code: 'wrong-tenant', expected, actual: tenantId, savedIn: file },
    }
  }
  if (saved.exclusionsSha256 !== inquiry.exclusionsSha256) {
    return { kind: 'undetermined', reason: { code: 'snapshot-excludes-otherwise', file } }
  }
  const usable = saved.snapshots.filter(({ provenance }) => isWished(inquiry.source, provenance.source))
  const whole = usable.find((snapshot) => questions.every((question) => tells(snapshot, question)))
  if (whole !== undefined) return readingOf(whole, file)
  return { kind: 'sources', readings: questions.map((question) => answerOne(question, usable, file)) }
}

function answerOne(question: Question, usable: readonly Snapshot[], file: string): SourceReading {
  const snapshot = usable.find((one) => tells(one, question))
  return {
    source: snapshot?.provenance.source,
    answers: [question],
    reading:
      snapshot === undefined
        ? { kind: 'undetermined', reason: { code: 'not-in-snapshot', file, ...question } }
        : readingOf(snapshot, file),
  }
}

function isWished(wish: SourceWish | undefined, source: Snapshot['provenance']['source']): boolean {
  return wish === undefined || wish === 'auto' || wish === source
}

function tells(snapshot: Snapshot, question: Question): boolean {
  const reading = readingFor(question, { kind: 'snapshot', snapshot })
  return reading.kind === 'snapshot' && reading.snapshot.counts[question.measure] !== undefined
}

function readingOf(snapshot: Snapshot, savedIn: string): Reading {
  return { kind: 'snapshot', snapshot, savedIn }
}
