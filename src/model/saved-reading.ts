import { countedIn } from './counted.ts'
import { noClassification } from './methods/method-class.ts'
import { compared } from './populations.ts'
import type { Question } from './question.ts'
import type { Snapshot } from './snapshot.ts'
import type { SourceChoice } from './source.ts'
import type { Undetermined } from './undetermined.ts'
import { readingFor, type SourceReading, type TenantReading, unread } from './tenant-reading.ts'

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
  readonly source: SourceChoice | undefined
  readonly exclusionsSha256: string | undefined
  readonly signIns?: 'show' | undefined
  /** Whether numbers are believed that a filter on admins gave. */
  readonly adminsByFilter?: boolean | undefined
  /** Lower case; undefined: nobody says, and then no file is believed. */
  readonly expectedTenantId: string | undefined
  /** Where the numbers must have been read: Graph of the cloud, or the stand-in of this run. */
  readonly graph: string
  /** The cloud, for people. */
  readonly cloud: string
}

/** What saved numbers say to these questions. What was not saved, or counted otherwise, is undetermined. */
export function answerFrom(saved: SavedReading, inquiry: SavedInquiry): TenantReading {
  const { file } = saved
  const { questions } = inquiry
  const foreign = foreignReason(saved, inquiry)
  if (foreign !== undefined) return unread(foreign)
  if (saved.exclusionsSha256 !== inquiry.exclusionsSha256) {
    return unread({ code: 'snapshot-excludes-otherwise', file })
  }
  const usable = compared(saved.snapshots)
    .filter(({ provenance }) => isChosen(inquiry.source, provenance.source))
    .filter(({ ledger }) => inquiry.adminsByFilter === true || ledger?.adminsFilter !== 'heeded')
    .map((snapshot) => withContext(snapshot, inquiry))
  const whole = usable.find((snapshot) => questions.every((question) => tells(snapshot, question)))
  if (whole !== undefined) return [sourceReadingOf(whole, questions, file)]
  return questions.map((question) => answerOne(question, usable, file))
}

/** Nobody is told what they have not asked for, nor left without a word on what they have. */
function withContext(
  { signIns = { unread: 'not-in-snapshot' }, ...snapshot }: Snapshot,
  { signIns: asked }: SavedInquiry,
): Snapshot {
  return asked === undefined ? snapshot : { ...snapshot, signIns }
}

/** Why these are not the numbers of the tenant that is deployed to. */
function foreignReason(
  { tenantId, file, snapshots }: SavedReading,
  { expectedTenantId: expected, graph, cloud }: SavedInquiry,
): Undetermined | undefined {
  if (expected === undefined) return { code: 'snapshot-unpinned', file, tenantId }
  if (expected !== tenantId.toLowerCase()) {
    return { code: 'wrong-tenant', expected, actual: tenantId, savedIn: file }
  }
  const elsewhere = snapshots
    .map(({ provenance }) => ({ url: new URL(provenance.endpoint), simulated: provenance.simulated }))
    .find(({ url }) => url.origin !== graph)
  if (elsewhere === undefined) return undefined
  return elsewhere.simulated
    ? { code: 'snapshot-simulated', file, standIn: 'another' }
    : { code: 'snapshot-of-other-cloud', file, host: elsewhere.url.host, cloud }
}

function answerOne(question: Question, usable: readonly Snapshot[], file: string): SourceReading {
  const snapshot = usable.find((one) => tells(one, question))
  if (snapshot !== undefined) return sourceReadingOf(snapshot, [question], file)
  const reason = { code: 'not-in-snapshot', file, ...question } as const
  return { source: undefined, answers: [question], reading: { kind: 'undetermined', reason } }
}

function isChosen(choice: SourceChoice | undefined, source: Snapshot['provenance']['source']): boolean {
  return choice === undefined || choice === 'auto' || choice === source
}

function tells(snapshot: Snapshot, question: Question): boolean {
  const reading = readingFor(question, [sourceReadingOf(snapshot, [question])])
  return (
    reading.kind === 'snapshot' &&
    countedIn(reading.snapshot, question.measure, noClassification) !== undefined
  )
}

function sourceReadingOf(snapshot: Snapshot, answers: readonly Question[], savedIn?: string): SourceReading {
  const { source } = snapshot.provenance
  const saved = savedIn === undefined ? {} : { savedIn }
  return { source, answers, reading: { kind: 'snapshot', snapshot, ...saved } }
}
