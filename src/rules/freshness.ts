import type { Undetermined } from '../posture/undetermined.ts'
import { formatAge } from './age.ts'

/** The longest deadline of a reading: numbers fetched just now may be this much younger than the start. */
const longestReading = 3_600_000

/** Why numbers received then prove nothing now; undefined when they are fresh enough. */
export function staleness(receivedAt: string, now: Date, maxAge: number): Undetermined | undefined {
  const age = now.getTime() - Date.parse(receivedAt)
  if (Number.isNaN(age) || age < -longestReading) return { code: 'snapshot-from-future', receivedAt }
  if (age <= maxAge) return undefined
  return { code: 'snapshot-too-old', receivedAt, age: formatAge(age), most: formatAge(maxAge) }
}
