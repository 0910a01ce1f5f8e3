import { amount } from '../model/count.ts'
import { dayMs } from '../model/clock.ts'
import { parseDuration } from '../model/duration.ts'

const units = { m: 60_000, h: 3_600_000, d: dayMs } as const

/** `90m`, `24h` or `7d` in milliseconds; the schema has seen to the form. */
export function ageFrom(text: string): number {
  const age = parseDuration(text, ['m', 'h', 'd'])
  if (age === undefined) throw new TypeError(`an age reached the rules unvalidated: ${text}`)
  return age
}

/** The same in seconds below two minutes: `40 s`. */
export function formatShortAge(milliseconds: number): string {
  return milliseconds < 2 * units.m ? `${Math.floor(milliseconds / 1_000)} s` : formatAge(milliseconds)
}

/** `26 hours`, `3 days`: rounded down, so that an age never looks greater than it is. */
export function formatAge(milliseconds: number): string {
  const [size, name] =
    milliseconds >= 2 * units.d
      ? ([units.d, 'day'] as const)
      : milliseconds >= 2 * units.h
        ? ([units.h, 'hour'] as const)
        : ([units.m, 'minute'] as const)
  return amount(Math.floor(milliseconds / size), name)
}
