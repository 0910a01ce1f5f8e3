import type { Reading } from '../posture/snapshot.ts'
import { clockAheadMs } from '../posture/clock.ts'
import { formatAge } from '../rules/age.ts'

/** `2 hours ahead of Microsoft's`. */
export function clockWords(aheadMs: number): string {
  return `over ${formatAge(Math.abs(aheadMs))} ${aheadMs < 0 ? 'behind' : 'ahead of'} that of login and Graph`
}

/** Said of every answer that rests on numbers which came while the clock was wrong. */
export function clockLines(reading: Reading | undefined): readonly string[] {
  const ahead = reading?.kind === 'snapshot' ? clockAheadMs(reading.snapshot.provenance) : reading?.aheadMs
  if (ahead === undefined) return []
  const whose =
    reading?.kind === 'snapshot' && reading.savedIn !== undefined
      ? 'the machine that saved it'
      : 'this machine'
  return [`Warning: the clock of ${whose} is ${clockWords(ahead)}; set it, best by NTP.`]
}
