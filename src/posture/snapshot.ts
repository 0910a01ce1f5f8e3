import type { Count } from './count.ts'
import type { Measure } from './measure.ts'
import type { Undetermined } from './undetermined.ts'

/** Where a snapshot's numbers come from. */
export interface Provenance {
  /** `registrationCounts`: the tenant-wide counts of the beta report. */
  readonly source: 'registrationCounts'
  /** The address that answered, without its query. */
  readonly endpoint: string
  /** Graph's `request-id`, by which Microsoft's support finds the request. */
  readonly requestId: string | undefined
  /** When the answer was complete, UTC, ISO 8601. The report itself tells no time and lags by hours. */
  readonly receivedAt: string
  /** SHA-256 of the body's bytes, hexadecimal. */
  readonly bodySha256: string
  /** True when the embedded tenant answered, not Microsoft. */
  readonly simulated: boolean
}

/** All counts of one tenant at one moment. */
export interface Snapshot {
  readonly tenantId: string
  /** Enabled accounts, guests and service accounts included: Graph's `totalUserCount`. */
  readonly population: Count
  readonly counts: Readonly<Partial<Record<Measure, Count>>>
  readonly provenance: Provenance
}

/** What came of reading the tenant. */
export type Reading =
  | {
      readonly kind: 'snapshot'
      readonly snapshot: Snapshot
      /** The snapshot file, when the numbers were not fetched by this run. */
      readonly savedIn?: string
    }
  | { readonly kind: 'undetermined'; readonly reason: Undetermined }

/** True when the numbers are the embedded tenant's. */
export function isSimulated(reading: Reading): boolean {
  return reading.kind === 'snapshot' && reading.snapshot.provenance.simulated
}
