import { ConfigurationError } from '../config/problem.ts'
import { quoted } from '../config/quoted.ts'

/** A stretch of the calendar. */
interface Stretch {
  readonly length: number
  readonly unit: 'days' | 'months'
}

/** Above that it is a slip. */
const longestYears = 100

/** `730d`, `24mo` or `2y`; `option` is what the message calls it. @throws ConfigurationError */
export function parseStretch(text: string, option: string): Stretch {
  const [, digits = '', unit = ''] = /^(\d{1,5})(d|mo|y)$/.exec(text.trim()) ?? []
  const length = Number(digits)
  const days = length * ({ d: 1, mo: 30, y: 365 }[unit] ?? 0)
  if (!(days > 0 && days <= longestYears * 366)) {
    throw new ConfigurationError([
      `${option} is ${quoted(text)}; write days, months or years above 0, such as 730d, 24mo or 2y`,
    ])
  }
  return unit === 'd'
    ? { length, unit: 'days' }
    : { length: unit === 'y' ? length * 12 : length, unit: 'months' }
}

/** The moment that long ago, in UTC; a month before 31 March is the last of February. */
export function ago({ length, unit }: Stretch, now: Date): Date {
  const then = new Date(now)
  if (unit === 'days') {
    then.setUTCDate(then.getUTCDate() - length)
    return then
  }
  const day = then.getUTCDate()
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() - length)
  then.setUTCDate(Math.min(day, lastDayOf(then)))
  return then
}

function lastDayOf(month: Date): number {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate()
}
