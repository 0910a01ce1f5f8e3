import type { Measure } from '../posture/measure.ts'
import type { Minimum } from '../posture/minimum.ts'
import type { Segment } from '../posture/segment.ts'
import type { enforcements, severities } from '../schemas/rule.ts'
import type { emptyChoices } from '../schemas/segment.ts'

export type Enforcement = (typeof enforcements)[number]
export type Severity = (typeof severities)[number]

/** A pure question put to a snapshot, with what follows from its answer. */
export interface Rule {
  readonly id: string
  readonly measure: Measure
  readonly segment: Segment
  /** The answer when nobody is in the segment. */
  readonly onEmpty: (typeof emptyChoices)[number]
  readonly minimum: Minimum
  readonly enforcement: Enforcement
  readonly severity: Severity
  readonly description: string
  readonly onUndetermined: 'fail' | 'warn'
}
