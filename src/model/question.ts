import type { Measure } from './measure.ts'
import type { Segment } from './segment.ts'

/** What a rule needs to know of the tenant. */
export interface Question {
  readonly measure: Measure
  readonly segment: Segment
}

export function sameQuestion(one: Question, other: Question): boolean {
  return one.measure === other.measure && one.segment === other.segment
}
