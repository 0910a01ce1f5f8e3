import { type Item, ok, skipped } from './item.ts'

/** Entra dates its tokens back by five minutes; a clock that is further off makes tokens and assertions invalid. */
const toleratedSeconds = 300

/** Compares this machine's clock with the login's. */
export function clockItem(here: Date, there: Date | undefined): Item {
  if (there === undefined) return skipped('clock', 'the login told no time')
  const seconds = Math.round((here.getTime() - there.getTime()) / 1_000)
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the login's`
  if (Math.abs(seconds) <= toleratedSeconds) return ok('clock', `within ${toleratedSeconds} s of the login's`)
  return { name: 'clock', state: 'failed', says: off, todo: ['Set the clock of this machine, best by NTP.'] }
}
