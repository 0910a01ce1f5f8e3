/** How one attempt at a request ended without an answer that is worth reading. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly number: number
  /** HTTP status; undefined when the connection failed. */
  readonly status: number | undefined
  readonly retryAfter: string | undefined
}

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 509])
const attemptsAtMost = 6
const connectionAttemptsAtMost = 3
const firstBackoffMs = 1_000
const longestBackoffMs = 20_000

export function isRetried(status: number): boolean {
  return retriedStatuses.has(status)
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined: give up. `Retry-After` counts when it lies in
 * the future, otherwise the wait doubles from 1 s with up to a half of it added by `random` (0 to 1), so that
 * previews that were throttled together do not come back together.
 */
export function waitAfter(attempt: FailedAttempt, now: number, random: number): number | undefined {
  const most = attempt.status === undefined ? connectionAttemptsAtMost : attemptsAtMost
  if (attempt.number >= most) return undefined
  const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt.number - 1))
  const asked = retryAfterMs(attempt.retryAfter, now)
  return Math.round((asked ?? backoff) + (random * backoff) / 2)
}

/** `Retry-After` in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3); undefined when it says nothing. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined
  const until = Date.parse(text) - now
  return until > 0 ? until : undefined
}
