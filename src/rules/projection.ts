import type { Share } from '../model/drop.ts'
import { type Minimum, whole } from '../model/minimum.ts'
import { shortfall } from '../model/ratio.ts'
import type { Day } from './calendar.ts'
import type { Trend } from './trend.ts'

/** When a minimum is met if users go on registering as they have lately. */
export type Arrival =
  /** It is met; `lostOn` is the first day on which a falling trend would miss it. */
  | { readonly kind: 'met'; readonly lostOn: Day | undefined }
  | { readonly kind: 'on'; readonly day: Day }
  /** The users missing do not become fewer. */
  | { readonly kind: 'never' }
  /** Only after more days than a trend can speak of. */
  | { readonly kind: 'beyond' }
  /** The history is too short, or there is none. */
  | { readonly kind: 'unknown' }

/** Five years: nobody can tell more from 90 days. */
export const horizonDays = 1826

/**
 * Draws both counts on in straight lines from where they are today. With count c, population p, minimum m, and what they
 * gain a day, the users missing are m·p - c and lessen by c' - m·p' a day. New users raise what is demanded.
 */
export function arrivalOf(share: Share, minimum: Minimum, trend: Trend, today: Day): Arrival {
  const met = shortfall(share.count, share.population, minimum) === 0
  if (trend.kind !== 'known') return met ? { kind: 'met', lostOn: undefined } : { kind: 'unknown' }
  const ratio = Number(minimum.scaled) / Number(whole)
  const missing = ratio * share.population - share.count
  const closing = trend.countPerDay - ratio * trend.populationPerDay
  if (met) return { kind: 'met', lostOn: lostOn(-missing, -closing, today) }
  if (closing <= noise) return { kind: 'never' }
  const days = wholeDays(missing / closing)
  if (days > horizonDays) return { kind: 'beyond' }
  // Who leaves lessens what is missing too, yet nothing is met when nobody is left.
  const nobody = share.population + trend.populationPerDay * days <= 0
  return nobody ? { kind: 'never' } : { kind: 'on', day: (today + days) as Day }
}

/** Less than a user in three years: what floating point leaves of a line that is level. */
const noise = 1e-3

function lostOn(spare: number, losing: number, today: Day): Day | undefined {
  if (losing <= noise) return undefined
  const days = Math.floor(spare / losing + tiny) + 1
  return days > horizonDays ? undefined : ((today + days) as Day)
}

const tiny = 1e-6

/** At least tomorrow, and not a day later for the last digit of a float. */
function wholeDays(days: number): number {
  return Math.max(1, Math.ceil(days - tiny))
}
