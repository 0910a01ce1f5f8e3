import { parseDuration } from '../model/duration.ts'
import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'

/** How long a reading may take, in milliseconds. */
export interface Deadlines {
  /** For token, requests and retries together. */
  readonly deadlineMs: number
  /** The same where a report of many pages is read: longer, unless a time was asked for. */
  readonly walkDeadlineMs: number
}

const defaultDeadlineMs = 30_000
/** Enough for 280,000 users at 5 requests per 10 s. */
const defaultWalkDeadlineMs = 600_000
const longestDeadlineMs = 3_600_000

/** `30`, `30s`, `500ms` or `2m`; a time that was asked for holds for all that is read. @throws ConfigurationError */
export function parseDeadlines(text: string | undefined, { name }: { readonly name: string }): Deadlines {
  if (text === undefined) return { deadlineMs: defaultDeadlineMs, walkDeadlineMs: defaultWalkDeadlineMs }
  const milliseconds = parseDuration(text, ['ms', 's', 'm'], 's')
  if (milliseconds === undefined || milliseconds === 0 || milliseconds > longestDeadlineMs) {
    throw new ConfigurationError([
      `${name} is ${quoted(text)}; write a time above 0 and up to an hour, such as 30s, 500ms or 2m`,
    ])
  }
  return { deadlineMs: milliseconds, walkDeadlineMs: milliseconds }
}

/** What comes after the reading may take so much past the deadline, as one save needs it whatever the reading took. */
export const graceMs = 1_500

/**
 * How long each step beside the reading may take, by the deadline of the command: it counts from now, and where many
 * pages have outlived it, from when they were done.
 */
export function commandTime(
  { deadlineMs, walkDeadlineMs }: Deadlines,
  clock: () => number = () => performance.now(),
): () => number {
  const start = clock()
  return () => {
    const now = clock() - start
    const end = now <= deadlineMs ? deadlineMs : Math.min(walkDeadlineMs, now + deadlineMs)
    return Math.max(0, end - now) + graceMs
  }
}
