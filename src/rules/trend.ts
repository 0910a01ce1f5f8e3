import { linearRegression } from 'simple-statistics'
import { type Day, dayOf } from './calendar.ts'

/** What was counted at one moment. */
export interface PastCount {
  /** UTC, ISO 8601. */
  readonly judgedAt: string
  readonly count: number
  readonly population: number
}

/** How two counts have moved lately, or why nobody can say. */
export type Trend =
  | {
      readonly kind: 'known'
      /** Users a day who got the measure, less those who lost it or left. */
      readonly countPerDay: number
      readonly populationPerDay: number
      /** Days with a count. */
      readonly points: number
      readonly first: Day
      readonly last: Day
    }
  | { readonly kind: 'too-short'; readonly points: number; readonly days: number }
  | { readonly kind: 'no-history' }

/** How far back a trend looks, in days. */
export const trendDays = 90
/** Fewer days with a count than this are no trend. */
export const leastPoints = 5
/** Nor are days that lie nearer together than this: a week has its own rhythm, so there must be two. */
export const leastSpan = 14

/**
 * Least squares through the last count of each of the last 90 days. Today's count belongs among them; the order is
 * without meaning, and what was counted after today is left out.
 */
export function trendOf(past: readonly PastCount[], today: Day): Trend {
  const points = lastOfEachDay(past).filter(({ day }) => day <= today && day > today - trendDays)
  const days = points.map(({ day }) => day)
  const first = Math.min(...days) as Day
  const last = Math.max(...days) as Day
  const span = points.length === 0 ? 0 : last - first + 1
  if (points.length < leastPoints || span < leastSpan) {
    return { kind: 'too-short', points: points.length, days: span }
  }
  const slope = (of: (point: PastCount) => number): number =>
    linearRegression(points.map(({ day, point }) => [day - first, of(point)])).m
  return {
    kind: 'known',
    countPerDay: slope(({ count }) => count),
    populationPerDay: slope(({ population }) => population),
    points: points.length,
    first,
    last,
  }
}

interface Dated {
  readonly day: Day
  readonly point: PastCount
}

function lastOfEachDay(past: readonly PastCount[]): readonly Dated[] {
  const latest = new Map<Day, PastCount>()
  for (const point of past) {
    const day = dayOf(new Date(point.judgedAt))
    const known = latest.get(day)
    if (known === undefined || known.judgedAt < point.judgedAt) latest.set(day, point)
  }
  return [...latest].map(([day, point]) => ({ day, point }))
}
