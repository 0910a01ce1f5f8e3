import type { Count } from './count.ts'
import type { PageLedger } from './ledger.ts'
import type { Population } from './populations.ts'
import type { Segment } from './segment.ts'
import type { SignIns } from './sign-ins.ts'
import type { Source } from './source.ts'
import type { Tally } from './tally.ts'
import type { Undetermined } from './undetermined.ts'
import type { ReadingRun } from '../schemas/shared-reading.ts'

/** Where a snapshot's numbers come from. */
export interface Provenance {
  readonly source: Source
  /** Why this source; undefined when nobody spoke of sources. */
  readonly chosen?: SourceReason | undefined
  /** The address that answered, without its query. */
  readonly endpoint: string
  /** Graph's `request-id`, by which Microsoft's support finds the request. */
  readonly requestId: string | undefined
  /** When the answer was complete, UTC, ISO 8601. The report itself tells no time and lags by hours. */
  readonly receivedAt: string
  /** The same moment by the clock of login and Graph, whichever is further off; undefined: neither told it. */
  readonly servedAt?: string | undefined
  /** SHA-256 of the body's bytes, hexadecimal; of several bodies, of their digests one after the other. */
  readonly bodySha256: string
  /** True when the embedded tenant answered, not Microsoft. */
  readonly simulated: boolean
}

/** Why a source was read: it was named, or it was the cheapest that can say what the rules ask. */
export type SourceReason =
  'named' | 'cheapest' | 'segments' | 'measures' | 'exclusions' | 'list' | 'permission' | 'absent'

/** All counts of one tenant at one moment, as one source gives them. */
export interface Snapshot extends Tally {
  readonly tenantId: string
  /** Which users the numbers above are about; undefined: all. */
  readonly segment?: Segment | undefined
  /** The other segments that were asked for; undefined where the source knows none. */
  readonly segments?: Readonly<Partial<Record<Segment, Tally>>> | undefined
  /** All users of the tenant as each source of the reading counted them; undefined where only this one did. */
  readonly populations?: readonly Population[] | undefined
  /** Enabled accounts of the tenant by the directory itself, and the users of the report before exclusions; undefined: not asked. */
  readonly accounts?: { readonly enabled: Count; readonly rows: Count } | undefined
  /** Context that no verdict rests on; undefined: not asked. */
  readonly signIns?: SignIns | undefined
  /** Of a report that comes in pages. */
  readonly ledger?: PageLedger | undefined
  readonly provenance: Provenance
}

/** A reading that came to numbers. */
export interface SnapshotReading {
  readonly kind: 'snapshot'
  readonly snapshot: Snapshot
  /** The snapshot file, when the numbers were not fetched by this run. */
  readonly savedIn?: string
  /** What kind of run of this user on this machine fetched them a moment ago; undefined: this one. */
  readonly readBy?: ReadingRun
}

/** What came of reading one source. */
export type Reading =
  | SnapshotReading
  | {
      readonly kind: 'undetermined'
      readonly reason: Undetermined
      /** True where the embedded tenant was asked; no numbers tell it then. */
      readonly simulated?: true
      /** By how much the gate's clock was ahead of those who answered; undefined: it was right, or nobody told. */
      readonly aheadMs?: number | undefined
    }

/** True when the embedded tenant was asked. */
export function isSimulated(reading: Reading): boolean {
  return reading.kind === 'snapshot' ? reading.snapshot.provenance.simulated : reading.simulated === true
}
