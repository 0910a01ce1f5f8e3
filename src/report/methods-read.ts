import { methodsOf, type SegmentMethods } from '../model/methods/strengths.ts'
import { classificationOf } from '../model/methods/method-class.ts'
import type { Segment } from '../model/segment.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** Which methods the users have that an answer is about; undefined where it does not rest on methods. */
export function methodsRead({
  rule,
  reading,
}: Pick<AssessmentReport['verdicts'][number], 'reading'> & {
  readonly rule: Pick<AssessmentReport['verdicts'][number]['rule'], 'methods'>
}): SegmentMethods | undefined {
  if (reading?.methods === undefined) return undefined
  return methodsOf((reading.segment ?? 'all') as Segment, reading.methods, classificationOf(rule))
}
