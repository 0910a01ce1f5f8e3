import type { SharedFault } from './fault.ts'
import type { ClockFaultKind } from './kinds.ts'

const dayMs = 86_400_000

/** Answers as a client gets them whose own clock is off by as much the other way. */
export const clockFaults: Readonly<Record<ClockFaultKind, SharedFault>> = {
  'date-day-ahead': dated(dayMs),
  'date-day-behind': dated(-dayMs),
  'no-date': dated('none'),
}

function dated(date: number | 'none'): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, date }) }
}
