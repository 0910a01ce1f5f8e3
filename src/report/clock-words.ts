import type { Reading } from '../model/snapshot.ts'
import { clockAheadMs } from '../model/clock.ts'
import { formatAge } from '../rules/age.ts'

/** `over 2 hours ahead of that of login and Graph`. */
export function clockWords(aheadMs: number): string {
  return `over ${formatAge(Math.abs(aheadMs))} ${aheadMs < 0 ? 'behind' : 'ahead of'} that of login and Graph`
}

/** Said of every answer that rests on numbers which came while the clock was wrong. */
export function clockLines(reading: Reading | undefined): readonly string[] {
  return reading?.kind === 'snapshot'
    ? clockWarning(clockAheadMs(reading.snapshot.provenance), reading.savedIn)
    : clockWarning(reading?.aheadMs, undefined)
}

export function clockWarning(aheadMs: number | undefined, savedIn: string | undefined): readonly string[] {
  if (aheadMs === undefined) return []
  const whose = savedIn === undefined ? 'this machine' : 'the machine that saved it'
  return [`Warning: the clock of ${whose} is ${clockWords(aheadMs)}; set it, best by NTP.`]
}
