import type { Undetermined } from '../model/undetermined.ts'
import type { Provenance } from '../model/snapshot.ts'
import { formatAge } from './age.ts'

/** By how much the clocks of two machines may differ that have nothing wrong with them. */
const clockTolerance = 300_000

/**
 * Why numbers that an earlier run saved prove nothing now: their age must do by the clock of the machine that read them
 * and by Microsoft's, since either may have been wrong.
 */
export function stalenessOfSaved(
  { receivedAt, servedAt = receivedAt }: Provenance,
  now: Date,
  maxAge: number,
): Undetermined | undefined {
  return (
    staleness(receivedAt, now, maxAge, clockTolerance) ?? staleness(servedAt, now, maxAge, clockTolerance)
  )
}

/** The longest deadline of a reading: numbers fetched just now may be this much younger than the start. */
const longestReading = 3_600_000

/** Why numbers received then prove nothing now; undefined when they are fresh enough. */
export function staleness(
  receivedAt: string,
  now: Date,
  maxAge: number,
  early = longestReading,
): Undetermined | undefined {
  const age = now.getTime() - Date.parse(receivedAt)
  if (Number.isNaN(age) || age < -early) return { code: 'snapshot-from-future', receivedAt }
  if (age <= maxAge) return undefined
  return { code: 'snapshot-too-old', receivedAt, age: formatAge(age), most: formatAge(maxAge) }
}
