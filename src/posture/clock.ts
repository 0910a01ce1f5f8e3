import type { Provenance } from './snapshot.ts'

/** Entra dates its tokens back by five minutes; what is further off has no excuse. */
const toleratedMs = 300_000

/**
 * By how many milliseconds the gate's clock was ahead of the servers' when the numbers came, negative: behind;
 * undefined when it was right, or when no server told the time.
 */
export function clockAheadMs({ receivedAt, servedAt }: Provenance): number | undefined {
  if (servedAt === undefined) return undefined
  const ahead = Date.parse(receivedAt) - Date.parse(servedAt)
  return Math.abs(ahead) > toleratedMs ? ahead : undefined
}
