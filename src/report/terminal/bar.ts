import type { Count } from '../../model/count.ts'
import type { Minimum } from '../../model/minimum.ts'
import { meets } from '../../model/ratio.ts'
import { whole } from '../../model/minimum.ts'

/**
 * The ratio as a bar of `width` cells with the minimum marked in it: `█` for those who have the measure, `▒` up to the mark
 * for those who are missing, which a bar that meets its minimum has none of. Full cells are rounded towards zero, so that
 * a bar reaches its mark exactly when the rule is met.
 */
export function bar(count: Count, population: Count, minimum: Minimum, width: number): string {
  const mark = Math.min(width - 1, Number((minimum.scaled * BigInt(width)) / whole))
  const full = Number((BigInt(count) * BigInt(width)) / BigInt(population))
  const met = meets(count, population, minimum)
  // What is short by less than a cell is seen as short all the same.
  const filled = met ? Math.max(full, mark + 1) : Math.min(full, mark - 1)
  return Array.from({ length: width }, (_, cell) => {
    if (cell === mark) return met ? '┃' : '│'
    if (cell < filled) return '█'
    return cell < mark ? '▒' : '░'
  }).join('')
}
