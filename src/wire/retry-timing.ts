/** How one attempt at a request ended without an answer that is worth reading. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly number: number
  /** HTTP status; undefined when the connection failed or the answer broke off. */
  readonly status: number | undefined
  readonly retryAfter: string | undefined
  /** The answer's own `Date`, by which a date in `Retry-After` is measured. */
  readonly date?: string | undefined
}

const retriedStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 509])
/** A metadata service that is starting knows no identity yet (404), or is being renewed (410). */
const retriedOfMetadata: ReadonlySet<number> = new Set([404, 410])
const attemptsAtMost = 6
/** Who waits long in between may come back more often. */
const throttledAttemptsAtMost = 8
const connectionAttemptsAtMost = 3
const firstBackoffMs = 1_000
const longestBackoffMs = 20_000

export function isRetried(status: number, metadata = false): boolean {
  return retriedStatuses.has(status) || (metadata && retriedOfMetadata.has(status))
}

/** The service says that it is asked too often, or has given too much. */
export function isThrottled(status: number): boolean {
  return status === 429 || status === 509
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined: give up, also because `remainingMs` is too
 * short for it. `Retry-After` counts when it lies in the future, otherwise the wait doubles from 1 s. What `random` (0 to
 * 1) adds is in proportion to the wait, since those that were refused together are told to come back together.
 */
export function waitAfter(
  attempt: FailedAttempt,
  now: number,
  random: number,
  remainingMs = Number.POSITIVE_INFINITY,
): number | undefined {
  if (attempt.number >= mostAttempts(attempt)) return undefined
  const asked = retryAfterMs(attempt, now)
  const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (attempt.number - 1))
  const room = remainingMs - timeForAnswerMs
  if ((asked ?? backoff) > room) return undefined
  const [least, spread] = isCrowd(attempt, asked)
    ? crowdedWait(Math.max(asked ?? 0, quotaWindowMs), room)
    : [asked ?? backoff, asked ?? backoff / 2]
  return Math.round(Math.min(least + random * spread, room))
}

function mostAttempts({ status, retryAfter }: FailedAttempt): number {
  if (status === undefined) return connectionAttemptsAtMost
  return isThrottled(status) && retryAfter !== undefined ? throttledAttemptsAtMost : attemptsAtMost
}

/**
 * Refused again: many are being refused at once, where one that is alone waits no longer than twice what it is told.
 * Refused requests count against the quota too, so that those who come back as early as Retry-After allows keep everybody
 * out for ever. Eight checks that share a quota of 5 requests per 10 s must each ask about every 20 s, the first request
 * of those that follow included: a whole window, and many to spread over, lets most of them in (docs/ci.md has figures).
 */
function isCrowd({ status = 0, number }: FailedAttempt, asked: number | undefined): boolean {
  return asked !== undefined && isThrottled(status) && number > 1
}

/** Evenly over the time that is left where that is long; else most come back at its end, when others have given up. */
function crowdedWait(least: number, room: number): readonly [least: number, spread: number] {
  const spread = 10 * quotaWindowMs
  return [least, room < 4 * quotaWindowMs ? spread : Math.min(spread, Math.max(0, room - least))]
}

/** Of Microsoft's limit for identity and access reports. */
const quotaWindowMs = 10_000
const timeForAnswerMs = 1_000

/** `Retry-After` in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3); undefined when it says nothing. */
export function retryAfterMs(
  { retryAfter, date }: Pick<FailedAttempt, 'retryAfter' | 'date'>,
  now: number,
): number | undefined {
  const text = retryAfter?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const moment = httpDate(text)
  if (moment === undefined) return undefined
  const until = moment - (httpDate(date) ?? now)
  return until > 0 ? until : undefined
}

function httpDate(text = ''): number | undefined {
  const trimmed = text.trim()
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(trimmed)) return undefined
  const moment = Date.parse(trimmed)
  return Number.isNaN(moment) ? undefined : moment
}
