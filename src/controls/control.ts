import type { Measure } from '../model/measure.ts'
import type { Segment } from '../model/segment.ts'

/** What a rule must be about to support a control. */
export interface Support {
  readonly measures: readonly Measure[]
  readonly segments: readonly Segment[]
  /** The least minimum, in percent, with which such a rule can speak for the control at all. */
  readonly leastMinimumPercent: number
}

/** A control of a published framework, and what a rule's answer says and does not say about it. */
export interface Control {
  /** Constant name of the control here, for other documents to refer to. */
  readonly key: string
  readonly framework: string
  /** The edition that number and title were taken from. */
  readonly edition: string
  /** When that edition was published, or last changed the control: year, month and day as far as known. */
  readonly dated: string
  readonly id: string
  /** As its framework prints it. */
  readonly title: string
  readonly supportedBy: readonly Support[]
  /** A rule is evidence for a part of a control; none proves one. */
  readonly strength: 'supports'
  /** What remains to be shown in other ways, a sentence each. */
  readonly doesNotProve: readonly string[]
  /** What of number and title could not be read in the framework's own text; absent: nothing. */
  readonly unchecked?: string
}
