import { dayMs } from './clock.ts'

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: dayMs } as const
type Unit = keyof typeof units

/**
 * `500ms`, `1.5m` or `24h` in milliseconds, in these units alone; `bare` is the unit of a number without one. Undefined:
 * it is none of them.
 */
export function parseDuration(text: string, allowed: readonly Unit[], bare?: Unit): number | undefined {
  const [, digits, unit = bare] = /^(\d{1,9}(?:\.\d{1,9})?)\s?([a-z]{1,2})?$/.exec(text.trim()) ?? []
  const named = allowed.find((one) => one === unit)
  return digits === undefined || named === undefined ? undefined : Number(digits) * units[named]
}
