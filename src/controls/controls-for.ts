import type { Measure } from '../posture/measure.ts'
import type { Segment } from '../posture/segment.ts'
import type { Control } from './control.ts'
import { controls } from './controls.ts'

/** The controls that a passing rule supports, in the order of the frameworks; none for password reset. */
export function controlsFor(rule: {
  readonly measure: Measure
  readonly segment: Segment
}): readonly Control[] {
  return controls.filter(({ supportedBy }) =>
    supportedBy.some(
      ({ measures, segments }) => measures.includes(rule.measure) && segments.includes(rule.segment),
    ),
  )
}
