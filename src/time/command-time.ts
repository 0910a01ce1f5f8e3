import type { Deadlines } from '../config/deadlines.ts'

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
