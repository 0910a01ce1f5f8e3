import type { Exclusions } from './exclusion.ts'
import type { Measure } from './measure.ts'
import type { Share } from './drop.ts'
import type { Snapshot } from './snapshot.ts'

/** What two ratios must have in common to be compared. */
export interface BaselineKey {
  readonly tenantId: string
  readonly source: string
  readonly measure: Measure
  readonly segment: string
  /** SHA-256 of who is left out; undefined: nobody. */
  readonly exclusionsSha256?: string | undefined
}

/** The ratio that a ratchet compares with. */
export interface Baseline extends BaselineKey, Share {
  /** When its numbers were received, UTC, ISO 8601. */
  readonly receivedAt: string
}

/** What the baseline store has to say of one key. */
export type BaselineLookup =
  /** `file` is where it was found, when it was in one. */
  | { readonly kind: 'found'; readonly baseline: Baseline; readonly file?: string }
  | { readonly kind: 'none' }
  /** No store is configured, so there can be none. */
  | { readonly kind: 'no-store' }
  | { readonly kind: 'unreadable'; readonly file: string; readonly problem: string }

/** A key as whoever reads it from a file has it. */
type KeyTexts = { readonly [Member in keyof BaselineKey]: string | undefined }

export function isSameKey(one: KeyTexts, other: KeyTexts): boolean {
  const members = ['tenantId', 'source', 'measure', 'segment', 'exclusionsSha256'] as const
  return members.every((member) => one[member] === other[member])
}

export function baselineKeyOf(
  { tenantId, provenance, segment = 'all', exclusions: effect }: Snapshot,
  measure: Measure,
  exclusions: Pick<Exclusions, 'accountsSha256'> | undefined,
): BaselineKey {
  // Numbers of the embedded tenant must never be compared with a real one's.
  const source = provenance.simulated ? `${provenance.source}-simulated` : provenance.source
  const key = { tenantId, source, measure, segment }
  // Exclusions that match nobody change no number: else one of nobody would begin a new record, and forget the best ratio.
  const nobody = effect?.excluded.every(({ users }) => users === 0) === true
  return exclusions === undefined || nobody ? key : { ...key, exclusionsSha256: exclusions.accountsSha256 }
}
