import { segments } from '../../schemas/segment.ts'
import { strengths } from '../../schemas/method-class.ts'
import type { Question } from '../question.ts'
import type { Segment } from '../segment.ts'
import { readingFor, type TenantReading, wasAsked } from '../tenant-reading.ts'
import type { Undetermined } from '../undetermined.ts'
import { isOpen, strongestOf, usersIn } from './interval.ts'
import type { MethodCell } from './method-cell.ts'
import { type Classification, noClassification, type Strength } from './method-class.ts'

/** Users by the strongest of the methods that are known of them, to the gate or the rules document; together all of the segment. */
export type ByStrength = Readonly<Record<Strength, number>>

export interface SegmentMethods {
  readonly segment: Segment
  readonly population: number
  readonly users: ByStrength
  /** How many of these have a value that is not classified, or no list that can be read. */
  readonly unclassified: number
}

type Cell = Pick<MethodCell, 'strongest' | 'unclassified' | 'unreadable'> & { readonly users: number }

export function byStrength(
  cells: readonly Cell[],
  classification: Classification = noClassification,
): ByStrength {
  const users = strengths.map(
    (strength) =>
      [strength, usersIn(cells.filter((cell) => strongestOf(cell, classification) === strength))] as const,
  )
  return Object.fromEntries(users) as Record<Strength, number>
}

/** Of cells as a segment has them. */
export function methodsOf(
  segment: Segment,
  cells: readonly Cell[],
  classification: Classification,
): SegmentMethods {
  const open = cells.filter((cell) => isOpen(cell, classification))
  const users = byStrength(cells, classification)
  return { segment, population: usersIn(cells), users, unclassified: usersIn(open) }
}

/** What must be known to say which methods the users of each segment have; any measure of methods does. */
export const methodQuestions: readonly Question[] = segments.map((segment) => ({
  measure: 'notPhoneOnly',
  segment,
}))

/** The methods of each segment that was read, or why one was not. */
export function methodsRead(
  readings: TenantReading,
  classification: Classification,
): { readonly segments: readonly SegmentMethods[] } | { readonly unread: Undetermined } {
  const found: SegmentMethods[] = []
  for (const question of methodQuestions) {
    if (!wasAsked(question, readings)) continue
    const reading = readingFor(question, readings)
    if (reading.kind === 'undetermined') return { unread: reading.reason }
    const { methods } = reading.snapshot
    if (methods !== undefined) found.push(methodsOf(question.segment, methods, classification))
  }
  return { segments: found }
}
