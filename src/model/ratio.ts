import type { Count } from './count.ts'
import { decimalsOf, type Minimum, whole } from './minimum.ts'

/** True when `count` of `population` is at least the minimum. Integers throughout: 949,999 of 1,000,000 is not 95 %. */
export function meets(count: Count, population: Count, minimum: Minimum): boolean {
  return BigInt(count) * whole >= minimum.scaled * BigInt(population)
}

/** The smallest number of further users that makes the population meet the minimum; 0 when it does. */
export function shortfall(count: Count, population: Count, minimum: Minimum): number {
  return Math.max(0, demanded(population, minimum) - count)
}

/** The smallest number of users that meets the minimum. */
export function demanded(population: Count, minimum: Minimum): number {
  return Number((minimum.scaled * BigInt(population) + whole - 1n) / whole)
}

/**
 * `count` of `population` as `94.99 %`, rounded towards zero to two decimals, or to as many as the minimum has: so
 * the printed ratio is below the printed minimum exactly when the verdict says so.
 */
export function formatRatio(count: Count, population: Count, minimum: Minimum): string {
  if (population === 0) return 'no ratio'
  const decimals = Math.max(2, decimalsOf(minimum))
  const scaled = (BigInt(count) * 100n * 10n ** BigInt(decimals)) / BigInt(population)
  return formatPercent(scaled, decimals)
}

/** `95 %`, `99.5 %`. */
export function formatMinimum(minimum: Minimum): string {
  const decimals = decimalsOf(minimum)
  return formatPercent(minimum.scaled / 10n ** BigInt(6 - decimals), decimals)
}

function formatPercent(scaled: bigint, decimals: number): string {
  const digits = String(scaled).padStart(decimals + 1, '0')
  const integer = digits.slice(0, digits.length - decimals)
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`
  return `${integer}${fraction} %`
}
