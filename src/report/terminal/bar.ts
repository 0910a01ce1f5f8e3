import type { Count } from '../../model/count.ts'
import type { Minimum } from '../../model/minimum.ts'
import { meets } from '../../model/ratio.ts'
import { whole } from '../../model/minimum.ts'

/**
 * The ratio as a bar of `width` cells with the minimum marked in it. Full cells are rounded towards zero, so that a bar
 * reaches its mark exactly when the rule is met.
 */
export function bar(count: Count, population: Count, minimum: Minimum, width: number): string {
  const mark = Math.min(width - 1, Number((minimum.scaled * BigInt(width)) / whole))
  const full = Number((BigInt(count) * BigInt(width)) / BigInt(population))
  const met = meets(count, population, minimum)
  const filled = met ? Math.max(full, mark + 1) : Math.min(full, mark)
  return Array.from({ length: width }, (_, cell) => {
    if (cell === mark) return met ? '┃' : '│'
    return cell < filled ? '█' : '░'
  }).join('')
}
