import type { Count } from '../model/count.ts'
import { countedIn } from '../model/counted.ts'
import type { Classification } from '../model/methods/method-class.ts'
import type { Question } from '../model/question.ts'
import type { Segment } from '../model/segment.ts'
import type { Reading } from '../model/snapshot.ts'
import { readingFor, type TenantReading, wasAsked } from '../model/tenant-reading.ts'
import { segments } from '../schemas/segment.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { Rule } from './rule.ts'

/** Users of a segment who lack the measure. */
interface SegmentGap {
  readonly segment: Segment
  readonly lacking: number
  readonly population: Count
}

/** Where those who lack a measure are, as far as it was read. */
export interface SegmentGaps {
  readonly gaps: readonly SegmentGap[]
  /** Why a segment is not among them; undefined where all are. */
  readonly unread: Undetermined | undefined
}

/** For a rule on everybody every other segment; of one on a segment nothing is asked. */
export function lackingIn({ segment, measure, methods }: Rule, readings: TenantReading): SegmentGaps {
  if (segment !== 'all') return { gaps: [], unread: undefined }
  const found = partsOf(measure).flatMap((question) =>
    wasAsked(question, readings) ? [gapOf(question, readingFor(question, readings), methods)] : [],
  )
  return {
    gaps: found.flatMap((one) => ('lacking' in one ? [one] : [])),
    unread: found.find((one) => 'code' in one),
  }
}

function gapOf(
  { measure, segment }: Question,
  reading: Reading,
  classification: Classification,
): SegmentGap | Undetermined {
  if (reading.kind === 'undetermined') return reading.reason
  const { population } = reading.snapshot
  const count = countedIn(reading.snapshot, measure, classification)?.surely
  if (count === undefined) return { code: 'measure-missing', measure, seen: [] }
  if (count > population) return { code: 'count-above-population', measure, count, population }
  return { segment, lacking: population - count, population }
}

/** What must be known to say where the missing users of these rules are. */
export function segmentQuestions(rules: readonly Rule[]): readonly Question[] {
  const measures = new Set(rules.filter(({ segment }) => segment === 'all').map(({ measure }) => measure))
  return [...measures].flatMap(partsOf)
}

function partsOf(measure: Rule['measure']): readonly Question[] {
  return segments.filter((segment) => segment !== 'all').map((segment) => ({ measure, segment }))
}
