import type { Pace } from '../config/pace.ts'

/**
 * Microsoft's limit for identity and access reports, per app and tenant. Source: Microsoft Graph throttling limits,
 * "Identity and access reports service limits".
 */
export const documentedPace: Pace = { requests: 5, perMs: 10_000 }

/**
 * How long to wait before the next request, in milliseconds. A bucket of tokens, each of which comes back `perMs`
 * after the request that took it: a burst while the bucket lasts, and never more than `requests` in any `perMs`,
 * however the service counts. `spent` holds when the latest requests were over, oldest first.
 */
export function waitForToken(spent: readonly number[], { requests, perMs }: Pace, now: number): number {
  const earliest = spent.at(-requests)
  return spent.length < requests || earliest === undefined ? 0 : Math.max(0, earliest + perMs - now)
}

/** How long `requests` take at least, in milliseconds, when nothing was asked for just before. */
export function leastDuration(requests: number, pace: Pace | undefined): number {
  if (pace === undefined || requests <= pace.requests) return 0
  return Math.floor((requests - 1) / pace.requests) * pace.perMs
}

/** What lies before whoever has more to ask for, in milliseconds. */
export interface Outlook {
  /** Until the next request may go. */
  readonly waitMs: number
  /** Until all of them are over. */
  readonly leftMs: number
}

/** Of so many requests that take `eachMs` each, when `spent` holds when the latest ones were over. */
export function outlookOf(
  spent: readonly number[],
  rate: Pace,
  now: number,
  { requests, eachMs }: { readonly requests: number; readonly eachMs: number },
): Outlook {
  // Once every token has been spent, each round is as long as the last one.
  const rounds = Math.max(0, Math.floor(requests / rate.requests) - 1)
  let [at, times] = [now, spent]
  for (let left = requests - rounds * rate.requests; left > 0; left -= 1) {
    at += waitForToken(times, rate, at) + eachMs
    times = [...times, at].slice(-rate.requests)
  }
  return {
    waitMs: requests === 0 ? 0 : waitForToken(spent, rate, now),
    leftMs: at - now + rounds * (rate.perMs + eachMs),
  }
}
