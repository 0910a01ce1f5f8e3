import type { Count } from './count.ts'
import type { Measure } from './measure.ts'
import { type Interval, intervalOf, isMethodMeasure } from './methods/interval.ts'
import type { MethodCell } from './methods/method-cell.ts'
import type { Classification } from './methods/method-class.ts'
import type { Counts } from './tally.ts'

/** Where a measure may be found: counted, or in the methods that users have. */
interface Countable {
  readonly counts: Counts
  readonly methods?: readonly MethodCell[] | undefined
}

/** How many users have a measure; undefined where these numbers do not say. */
export function countedIn(
  { counts, methods }: Countable,
  measure: Measure,
  classification: Classification,
): Interval | undefined {
  if (isMethodMeasure(measure)) return methods && intervalOf(measure, methods, classification)
  const count = counts[measure]
  return count === undefined ? undefined : exactly(count)
}

function exactly(count: Count): Interval {
  return { surely: count, possibly: count, open: { values: [], unreadable: 0 } }
}
