import { dayMs } from '../model/clock.ts'
import { amount } from '../model/count.ts'

declare const day: unique symbol

/** A calendar day in UTC, as days since 1970-01-01: comparable and countable. */
export type Day = number & { readonly [day]: true }

/** Reads `2026-12-31`; undefined when there is no such day. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  // V8 refuses 2026-02-30 in this form today; the comparison does not rest on that.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return undefined
  return (time / dayMs) as Day
}

/** The day of a text that has been validated. */
export function dayFrom(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new TypeError(`a date reached the rules unvalidated: ${text}`)
  return parsed
}

/** The day in UTC, whatever the time zone of the machine. */
export function dayOf(moment: Date): Day {
  return Math.floor(moment.getTime() / dayMs) as Day
}

export function formatDay(value: Day): string {
  return new Date(value * dayMs).toISOString().slice(0, 10)
}

/** `today`, `1 day`, `14 days`. */
export function formatDays(days: number): string {
  return amount(days, 'day')
}
