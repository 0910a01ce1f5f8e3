import type { Measure } from '../model/measure.ts'
import { roleStateOf, type Segment } from '../model/segment.ts'
import type { Control } from './control.ts'
import { controls } from './controls.ts'

/** As much of a rule as decides what it can speak for. */
interface Claim {
  readonly measure: Measure
  readonly segment: Segment
  readonly minimumPercent: number
}

/** The controls that a passing rule supports, in the order of the frameworks; none for password reset. */
export function controlsFor({ measure, segment, minimumPercent }: Claim): readonly Control[] {
  // Whoever has a role by its assignments is an admin, and more of them than the report knows.
  const spokenFor = roleStateOf(segment) === undefined ? segment : 'admins'
  return controls.filter(({ supportedBy }) =>
    supportedBy.some(
      ({ measures, segments, leastMinimumPercent }) =>
        measures.includes(measure) && segments.includes(spokenFor) && minimumPercent >= leastMinimumPercent,
    ),
  )
}
