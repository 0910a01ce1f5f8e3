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
