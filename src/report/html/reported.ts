import { type Count, formatCount } from '../../posture/count.ts'
import { phraseOf } from '../../posture/measure.ts'
import { minimumOfPercent } from '../../posture/minimum.ts'
import { formatMinimum, formatRatio, shortfall } from '../../posture/ratio.ts'
import { nounOf, type Segment } from '../../posture/segment.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'

/** One rule's answer as the published assessment has it. */
export type Reported = AssessmentReport['verdicts'][number]
export type ReportedReading = NonNullable<Reported['reading']>
export type ReportedWaiver = NonNullable<Reported['waiver']>

export type ReportedExclusions = NonNullable<ReportedReading['exclusions']>
/** One step of a ramp. */
export type ReportedStep = NonNullable<Reported['rule']['schedule']>[number]

export function segmentOf({ rule }: Reported): Segment {
  return (rule.segment ?? 'all') as Segment
}

/** `94.99 %`, rounded so that it never contradicts the verdict; undefined when there is no ratio. */
export function ratioText(
  numbers: { readonly count?: number | null | undefined; readonly population?: number | null | undefined },
  minimumPercent: number,
): string | undefined {
  const { count, population } = numbers
  if (typeof count !== 'number' || typeof population !== 'number' || population === 0) return undefined
  return formatRatio(count as Count, population as Count, minimumOfPercent(minimumPercent))
}

/** How many more users must have the measure for a minimum. */
export function shortOf(count: number, population: number, minimumPercent: number): number {
  return shortfall(count as Count, population as Count, minimumOfPercent(minimumPercent))
}

/** `95 %`. */
export function minimumText(percent: number): string {
  return formatMinimum(minimumOfPercent(percent))
}

/** `500 of 1,000 members`. */
export function countText(count: number, population: number, segment: Segment): string {
  return `${formatCount(count)} of ${formatCount(population)} ${nounOf(segment, population)}`
}

/** `members registered for MFA`. */
export function subjectOf(reported: Reported): string {
  return `${nounOf(segmentOf(reported), 2)} ${phraseOf(reported.rule.measure)}`
}
