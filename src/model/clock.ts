import type { Provenance, Reading } from './snapshot.ts'
import type { TenantReading } from './tenant-reading.ts'

export const dayMs = 86_400_000

/** Entra dates its tokens back by five minutes; what is further off has no excuse. */
export const toleratedMs = 300_000

/**
 * By how many milliseconds the gate's clock was ahead of the servers' when the numbers came, negative: behind;
 * undefined when it was right, or when no server told the time.
 */
export function clockAheadMs({
  receivedAt,
  servedAt,
}: Pick<Provenance, 'receivedAt' | 'servedAt'>): number | undefined {
  if (servedAt === undefined) return undefined
  return intolerable(Date.parse(receivedAt) - Date.parse(servedAt))
}

/** The same of any difference. */
export function intolerable(aheadMs: number | undefined): number | undefined {
  return aheadMs !== undefined && Math.abs(aheadMs) > toleratedMs ? aheadMs : undefined
}

/**
 * By how much the gate's clock was ahead while it read, whether or not numbers came of that; undefined as above, and for
 * saved numbers, during whose reading it may have been another machine's.
 */
export function aheadWhileReading(readings: TenantReading): number | undefined {
  return readings.map(({ reading }) => aheadIn(reading)).find((ahead) => ahead !== undefined)
}

function aheadIn(reading: Reading): number | undefined {
  if (reading.kind === 'undetermined') return reading.aheadMs
  return reading.savedIn === undefined ? clockAheadMs(reading.snapshot.provenance) : undefined
}
