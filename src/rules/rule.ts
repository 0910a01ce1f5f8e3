import type { Points } from '../model/drop.ts'
import type { Measure } from '../model/measure.ts'
import type { Classification } from '../model/methods/method-class.ts'
import type { Minimum } from '../model/minimum.ts'
import type { Segment } from '../model/segment.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { enforcements, severities } from '../schemas/rule.ts'
import type { emptyChoices } from '../schemas/segment.ts'
import type { Conditions } from './conditions.ts'
import type { DecidedBy } from './decided-by.ts'
import type { NextStep, Step } from './schedule.ts'

export type Enforcement = (typeof enforcements)[number]
export type Severity = (typeof severities)[number]

/** A pure question put to a snapshot, with what follows from its answer; as one day and one stack see it. */
export interface Rule extends Conditions {
  readonly id: string
  readonly measure: Measure
  /** What the document says of methods that the gate does not know. */
  readonly methods: Classification
  readonly segment: Segment
  /** Whether users who are in no row of the report count for and against. */
  readonly complete: boolean
  /** By how much the reports of one reading may differ in the number of users. */
  readonly populationTolerance: Points
  /** The answer when nobody is in the segment. */
  readonly onEmpty: (typeof emptyChoices)[number]
  readonly minimum: Minimum
  readonly enforcement: Enforcement
  readonly severity: Severity
  readonly description: string
  readonly onUndetermined: 'fail' | 'warn'
  /** The step of a ramp that comes after the minimum in force. */
  readonly next: NextStep | undefined
  /** The whole ramp; empty where the minimum is one ratio. */
  readonly steps: readonly Step[]
  /** Why it cannot be settled what the rule demands here; then it is undetermined whatever the tenant says. */
  readonly unsettled: Undetermined | undefined
  readonly decidedBy: DecidedBy
}
