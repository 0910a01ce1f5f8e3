import type { TenantReading } from '../model/tenant-reading.ts'
import { type Found, type Lease, type Place, PlaceProblem } from '../places/place.ts'
import type { Deadline } from '../wire/deadline.ts'

/** A reading that many want and one makes. */
export interface ReadThrough {
  readonly place: Place
  readonly key: string
  /** What was found, where it will do. */
  readonly use: (found: Found) => Promise<TenantReading | undefined>
  /** What others are to find; undefined: nothing. */
  readonly keep: (readings: TenantReading) => Promise<string | undefined>
  /** What a run answers that is to read for nobody, where nobody else reads either; undefined: it reads. */
  readonly instead: TenantReading | undefined
  /** Reads the tenant. */
  readonly make: () => Promise<TenantReading>
  /** Told when what was read could not be kept. */
  readonly onUnkept: (problem: PlaceProblem) => void
  /** Over all the waiting. */
  readonly deadline: Deadline
}

/**
 * Takes what is found at the place; else reads, where nobody else is reading, and keeps it there; else waits.
 * @throws CouldNotRead when that takes too long; PlaceProblem
 */
export async function readThrough(shared: ReadThrough): Promise<TenantReading> {
  const { place, key, deadline, instead } = shared
  for (let turn = 0; ; turn += 1) {
    const found = await look(shared)
    if (!('text' in found)) return found.readings
    if (instead !== undefined && !found.leased) return instead
    const lease = found.leased ? undefined : await waiting(deadline, () => place.lease(key, leftIn(deadline)))
    if (lease !== undefined) return await readUnder(lease, shared)
    await waiting(deadline, () => deadline.sleep(pauseMs(turn)))
  }
}

async function readUnder(lease: Lease, shared: ReadThrough): Promise<TenantReading> {
  try {
    // Whoever had it a moment ago may have kept something.
    const found = await look(shared)
    if (!('text' in found)) return found.readings
    const readings = await shared.make()
    await keep(lease, readings, shared)
    return readings
  } finally {
    await lease.release()
  }
}

async function look({
  place,
  key,
  use,
  deadline,
}: ReadThrough): Promise<Found | { readonly readings: TenantReading }> {
  const found = await waiting(deadline, () => place.find(key, leftIn(deadline)))
  const readings = await use(found)
  return readings === undefined ? found : { readings }
}

/** No reason to refuse what has been read. */
async function keep(
  lease: Lease,
  readings: TenantReading,
  { keep: textOf, onUnkept }: ReadThrough,
): Promise<void> {
  const text = await textOf(readings)
  if (text === undefined) return
  try {
    await lease.save(text)
  } catch (error) {
    if (!(error instanceof PlaceProblem)) throw error
    onUnkept(error)
  }
}

/** A little less, so that a place that stays away tells why. */
function leftIn(deadline: Deadline): () => number {
  return () => deadline.remainingMs - 2_000
}

function waiting<T>(deadline: Deadline, work: () => Promise<T>): Promise<T> {
  return deadline.bound('waiting for another run that reads the same tenant', work)
}

/** Longer and longer, and not all at once: a thousand that wait may ask for some hundred connections in a second. */
function pauseMs(turn: number): number {
  const longest = Math.min(5_000, 100 * 1.5 ** turn)
  return longest * (0.5 + Math.random() / 2)
}
