import type { Inquiry } from '../model/inquiry.ts'
import { canAnswer } from '../model/source.ts'
import type { Access } from './read.ts'

/** How long others may be waited for: whoever walks through many pages takes longer than who asks for one. */
export function patienceMs(
  { questions, source }: Inquiry,
  { settings: { time, cloud } }: Pick<Access, 'settings'>,
): number {
  const quick = source !== 'registrationDetails' && cloud.hasCountReport
  return quick && questions.every((question) => canAnswer('registrationCounts', question))
    ? time.deadlineMs
    : time.walkDeadlineMs
}

/** What is left of the time for a reading that begins after some waiting. */
export function timeLeft(access: Access): () => Access {
  const start = performance.now()
  return () => {
    const spent = Math.floor((performance.now() - start) / 1_000) * 1_000
    const { settings } = access
    const less = (milliseconds: number): number => Math.max(1, milliseconds - spent)
    const time = {
      deadlineMs: less(settings.time.deadlineMs),
      walkDeadlineMs: less(settings.time.walkDeadlineMs),
    }
    return { ...access, settings: { ...settings, time } }
  }
}
