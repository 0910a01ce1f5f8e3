import { ConfigurationError } from '../config/problem.ts'
import type { Settings } from '../config/settings.ts'
import { clockAheadMs } from '../model/clock.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { Question } from '../model/question.ts'
import { answerFrom, type SavedReading } from '../model/saved-reading.ts'
import type { Reading } from '../model/snapshot.ts'
import { snapshotsIn, type SourceReading, type TenantReading } from '../model/tenant-reading.ts'
import type { Undetermined, UndeterminedCode } from '../model/undetermined.ts'
import type { Found, Place } from '../places/place.ts'
import { reasonWords } from '../report/undetermined-sentence.ts'
import { stalenessOfSaved } from '../rules/freshness.ts'
import type { ReadingRun, SharedReading } from '../schemas/shared-reading.ts'
import { parseSnapshot } from '../snapshots/load-snapshot.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import type { VerificationKey } from '../signing/verification-keys.ts'
import { savedText } from '../snapshots/saved-snapshot.ts'
import { failureOf, parseShared, type SharedFailure, sharedText } from '../snapshots/shared-record.ts'
import { savedInquiryOf } from './saved-inquiry.ts'
import { standInDoubt } from './stand-in-doubt.ts'

/** One reading, for which several runs use one place. */
export interface Sharing {
  readonly place: Place
  readonly key: string
  readonly inquiry: Inquiry
  readonly settings: Settings
  /** Lower case. */
  readonly tenantId: string
  /** How old the numbers may be. */
  readonly freshMs: number
  /** Of the gate. */
  readonly version: string
  readonly by: ReadingRun
  /** What a reading that was found is told as. */
  readonly mark: (record: SharedReading) => { readonly savedIn: string } | { readonly readBy: ReadingRun }
  readonly now: () => Date
  readonly signing?: Signing
}

/** Who must have signed what is taken, and with what key is signed what is kept. */
export interface Signing {
  readonly keys?: readonly VerificationKey[]
  readonly signWith?: SigningKey
}

/**
 * Refusals that hold for whoever asks: Graph has answered, or the rules ask for what nobody can say. Others are about
 * the credential, the network or the patience of one run.
 */
const holdForAll: ReadonlySet<UndeterminedCode> = new Set<UndeterminedCode>([
  'throttled',
  'graph-unavailable',
  'permission-missing',
  'directory-read-missing',
  'role-missing',
  'licence-missing',
  'report-absent',
  'graph-refused',
  'body-is-error',
  'body-unexpected',
  'report-empty',
  'report-ambiguous',
  'report-incomplete',
  'pages-doubtful',
  'source-cannot',
  'source-needs-user',
  'exclusion-unmatched',
  'too-many-excluded',
  'all-excluded',
  'report-not-in-cloud',
  'group-absent',
  'group-hidden',
])

/** What others are to find of a reading; undefined: nothing. */
export async function textOf(
  readings: TenantReading,
  { place, key, by, version, inquiry, signing }: Sharing,
): Promise<string | undefined> {
  const snapshots = snapshotsIn(readings)
  // By a clock that is off nobody can tell how old they are.
  if (snapshots.some(({ provenance }) => clockAheadMs(provenance) !== undefined)) return undefined
  const failures = readings.flatMap(failureIn)
  const reasons = readings.flatMap(({ reading }) => (reading.kind === 'undetermined' ? [reading.reason] : []))
  if (failures.length > 0 && (place.refusalMs === 0 || !reasons.every(({ code }) => holdForAll.has(code))))
    return undefined
  const once = [...new Set(snapshots)]
  const exclusionsSha256 = inquiry.exclusions?.sha256
  const snapshot = once.length === 0 ? undefined : savedText({ snapshots: once, exclusionsSha256, version })
  return sharedText({ key, by, snapshot: await signed(snapshot, signing), failures })
}

async function signed(text: string | undefined, { signWith }: Signing = {}): Promise<string | undefined> {
  if (text === undefined || signWith === undefined) return text
  const { signedText } = await import('../snapshots/signed-text.ts')
  return signedText(text, signWith)
}

function failureIn({ answers, reading }: SourceReading): readonly SharedFailure[] {
  return reading.kind === 'snapshot' ? [] : [{ answers, ...reasonWords(reading.reason) }]
}

/** What was found, as a reading; undefined where it will not do, so that the tenant has to be read. */
export async function readingOf(
  { text, ageMs }: Found,
  sharing: Sharing,
): Promise<TenantReading | undefined> {
  const record = text === undefined ? undefined : parseShared(text, sharing.key)
  if (record === undefined) return undefined
  if (record.unread.length > 0 && ageMs > sharing.place.refusalMs) return undefined
  if (record.snapshot === undefined)
    return record.unread.length === 0 ? undefined : failedAll(record, ageMs, sharing)
  if (!(await isAccepted(record.snapshot, sharing))) return undefined
  const saved = savedIn(record.snapshot, sharing)
  if (saved === undefined || (await standInIsGone(saved, sharing))) return undefined
  return answersOf(saved, record, ageMs, sharing)
}

/** What nobody has signed whose word counts is passed over, as if it were not there. */
async function isAccepted(text: string, { signing }: Sharing): Promise<boolean> {
  if (signing?.keys === undefined) return true
  const { signatureProblem } = await import('../snapshots/signed-text.ts')
  try {
    return (await signatureProblem(text, signing.keys)) === undefined
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function answersOf(
  saved: SavedReading,
  record: SharedReading,
  ageMs: number,
  { inquiry, settings, tenantId, place, mark }: Sharing,
): TenantReading | undefined {
  const { questions } = inquiry
  const failed = questions.filter((question) => failureOf(record, question) !== undefined)
  const answered = questions.filter((question) => !failed.includes(question))
  const readings =
    answered.length === 0
      ? []
      : answerFrom(saved, savedInquiryOf({ ...inquiry, questions: answered }, settings, tenantId))
  // Of another tenant or cloud, or without what is asked: whatever it is, it is not what was kept under this key.
  if (readings.some(({ reading }) => reading.kind === 'undetermined')) return undefined
  const marked = readings.map((one) => ({
    ...one,
    reading: { ...withoutFile(one.reading), ...mark(record) },
  }))
  return [...marked, ...failed.map((question) => failedOne(question, record, ageMs, place))]
}

function withoutFile(reading: Reading): Reading {
  if (reading.kind === 'undetermined') return reading
  const { savedIn: _, ...others } = reading
  return others
}

function failedAll(record: SharedReading, ageMs: number, { inquiry, place }: Sharing): TenantReading {
  return inquiry.questions.map((question) => failedOne(question, record, ageMs, place))
}

function failedOne(question: Question, record: SharedReading, ageMs: number, place: Place): SourceReading {
  const { what = '', todo = '' } = failureOf(record, question) ?? record.unread[0] ?? {}
  const secondsAgo = Math.round(ageMs / 1_000)
  const reason: Undetermined = { code: 'refused-elsewhere', place: place.label, secondsAgo, what, todo }
  return { source: undefined, answers: [question], reading: { kind: 'undetermined', reason } }
}

/** The numbers, where they are whole and fresh enough by the clock of whoever read them and by Microsoft's. */
function savedIn(text: string, { place, freshMs, now }: Sharing): SavedReading | undefined {
  try {
    const saved = parseSnapshot(text, place.label)
    const stale = saved.snapshots.some(({ provenance }) => stalenessOfSaved(provenance, now(), freshMs))
    return stale ? undefined : saved
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined
    throw error
  }
}

async function standInIsGone(saved: SavedReading, { settings }: Sharing): Promise<boolean> {
  const simulated = saved.snapshots.some(({ provenance }) => provenance.simulated)
  return simulated && (await standInDoubt(saved, settings)) !== undefined
}
