import { amount, formatCount } from '../model/count.ts'
import type { Failed } from '../wire/deadline.ts'

/** How far the reading of a long report is. */
export interface Reached {
  readonly rows: number
  readonly pages: number
  /** How many users it may come to; undefined: nobody knows. */
  readonly expected: number | undefined
  /** How long it is until the quota lets the next request go. */
  readonly waitMs: number
  /** How long the whole takes from now on; undefined: nobody knows. */
  readonly leftMs: number | undefined
}

const barWidth = 20

/** One line of at most so many columns; what says least goes first where there is no room. */
export function progressLine(reached: Reached, columns: number): string {
  const { rows, pages, expected, waitMs, leftMs } = reached
  const known = expected !== undefined && expected > rows
  const users = `${formatCount(rows)}${known ? ` of about ${formatCount(expected)}` : ''}`
  const full = known ? Math.floor((rows / expected) * barWidth) : 0
  const bar = known ? `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ` : ''
  const timing = [
    ...(waitMs >= 1_000 ? ["waiting for Microsoft's quota"] : []),
    ...(known && leftMs !== undefined ? [`${aboutTime(leftMs)} left`] : []),
  ]
  const lines = [
    [`Reading users ${bar}${users}`, amount(pages, 'page'), ...timing],
    [`Reading users ${bar}${users}`, ...timing],
    [`Reading users ${users}`, ...timing],
    ...(known ? [[`${Math.floor((rows / expected) * 100)} %`, ...timing]] : []),
    timing.length === 0 ? [`Reading users ${users}`] : timing,
  ].map((parts) => parts.join(', '))
  return lines.find(({ length }) => length < columns) ?? lines.at(-1) ?? ''
}

/** One line of at most so many columns. */
export function waitingLine(milliseconds: number, { host, status }: Failed, columns: number): string {
  const again = `asking again in ${aboutTime(milliseconds)}`
  const why = status === undefined ? 'does not answer' : `answered ${status}`
  const lines = [`${host} ${why}, ${again}`, again]
  return lines.find(({ length }) => length < columns) ?? again
}

/** `about 1 min 50 s`: as exactly as anybody can tell. */
export function aboutTime(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000))
  if (seconds < 10) return `about ${seconds} s`
  const rounded = Math.ceil(seconds / 10) * 10
  if (rounded < 60) return `about ${rounded} s`
  if (rounded < 3_600) {
    const [minutes, rest] = [Math.floor(rounded / 60), rounded % 60]
    return rest === 0 ? `about ${minutes} min` : `about ${minutes} min ${rest} s`
  }
  const minutes = Math.ceil(rounded / 60)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest === 0 ? `about ${hours} h` : `about ${hours} h ${rest} min`
}
