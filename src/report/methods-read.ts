import { methodsOf, type SegmentMethods } from '../model/methods/strengths.ts'
import type { Segment } from '../model/segment.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

/** Which methods the users have that an answer is about; undefined where it does not rest on methods. */
export function methodsRead(
  reading: AssessmentReport['verdicts'][number]['reading'],
): SegmentMethods | undefined {
  if (reading?.methods === undefined) return undefined
  return methodsOf((reading.segment ?? 'all') as Segment, reading.methods)
}
