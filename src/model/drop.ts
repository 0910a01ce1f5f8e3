import type { Count } from './count.ts'
import { type Minimum, whole } from './minimum.ts'
import { formatMinimum } from './ratio.ts'

/** Percentage points, exact: millionths of a point, so 2 points are 2,000,000. */
export interface Points {
  readonly scaled: bigint
}

/** Count and population as they once were. */
export interface Share {
  readonly count: Count
  readonly population: Count
}

/** Reads `"2%"` or `"0.5%"`; undefined when it is none, or more than 100. */
export function parsePoints(text: string): Points | undefined {
  const [, integer, fraction = ''] = /^(\d{1,3})(?:\.(\d{1,6}))? ?%$/.exec(text) ?? []
  if (integer === undefined) return undefined
  const scaled = BigInt(integer + fraction.padEnd(6, '0'))
  return scaled > whole ? undefined : { scaled }
}

/** `2`, `0.5`: points as the messages name them. */
export function formatPoints({ scaled }: Points): string {
  return formatMinimum({ scaled } satisfies Minimum).replace(' %', '')
}

/**
 * How many more users the population needs so that its ratio is at most `allowed` points below the earlier one; 0 when
 * it is. Integers throughout: count / population >= earlier.count / earlier.population - allowed / 100.
 */
export function missingSince(now: Share, earlier: Share, allowed: Points): number {
  const population = BigInt(now.population)
  const floor = BigInt(earlier.count) * whole - allowed.scaled * BigInt(earlier.population)
  const divisor = whole * BigInt(earlier.population)
  const demanded = (floor * population + divisor - 1n) / divisor
  return Math.max(0, Number(demanded - BigInt(now.count)))
}

/** True when the ratio is at least the other; exact. */
export function atLeast(one: Share, other: Share): boolean {
  return BigInt(one.count) * BigInt(other.population) >= BigInt(other.count) * BigInt(one.population)
}
