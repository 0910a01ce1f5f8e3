import type { Count } from './count.ts'
import type { Excluded } from './exclusion.ts'
import type { Measure } from './measure.ts'
import type { MethodCell } from './methods/method-cell.ts'

export type Counts = Readonly<Partial<Record<Measure, Count>>>

/** The users of one segment and how many of them have each measure. */
export interface Tally {
  /** Enabled accounts; of the whole tenant Graph's `totalUserCount`, guests and service accounts included. */
  readonly population: Count
  readonly counts: Counts
  /** The same users by their methods; undefined where nobody asked for those, or the source does not know. */
  readonly methods?: readonly MethodCell[] | undefined
  /** Of a group: users in it that are in no row, and so are not in the population; undefined of other segments. */
  readonly withoutRow?: Count | undefined
  /** What the exclusions did; undefined where none were declared. */
  readonly exclusions?: ExclusionEffect | undefined
}

/** The same segment before anybody was left out, and who was. */
export interface ExclusionEffect extends Pick<Tally, 'population' | 'counts' | 'methods'> {
  readonly excluded: readonly Excluded[]
}
