import { withHeaders } from '../http/reply.ts'
import type { SharedFault } from './fault.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Answers as a client gets them whose own clock is off by as much the other way, and Dates that are none. */
export const clockFaults = {
  'date-day-ahead': dated(dayMs),
  'date-day-behind': dated(-dayMs),
  'date-hour-ahead': dated(60 * minuteMs),
  'date-hour-behind': dated(-60 * minuteMs),
  'date-4-minutes-ahead': dated(4 * minuteMs),
  'date-4-minutes-behind': dated(-4 * minuteMs),
  'date-century-ahead': dated(36_525 * dayMs),
  'no-date': dated('none'),
  'date-epoch': written('Thu, 01 Jan 1970 00:00:00 GMT'),
  'date-garbage': written('yesterday'),
  'date-empty': written(''),
  'date-iso': written('2099-01-01T00:00:00Z'),
  'date-number': written('4102444800'),
} as const satisfies Record<string, SharedFault>

function dated(date: number | 'none'): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, date }) }
}

function written(Date: string): SharedFault {
  return { reply: (ordinary) => withHeaders(ordinary, { Date }) }
}
