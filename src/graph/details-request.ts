import type { Inquiry } from '../posture/inquiry.ts'
import type { Segment } from '../posture/segment.ts'
import { type DetailsMeasure, flagOf, isDetailsMeasure, type Member } from './details-members.ts'

/** What one walk through the per-user report is to find out. */
export interface DetailsRequest extends Pick<Inquiry, 'exclusions' | 'list'> {
  readonly measures: readonly DetailsMeasure[]
  /** `all` is always among them. */
  readonly segments: readonly Segment[]
}

export function detailsRequest({ questions, exclusions, list }: Inquiry): DetailsRequest {
  const measures = [...new Set(questions.map(({ measure }) => measure))].filter(isDetailsMeasure)
  const segments = new Set<Segment>(['all', ...questions.map(({ segment }) => segment)])
  return { measures, segments: [...segments], exclusions, list }
}

/** The members that every row must have: nobody's name unless an exclusion needs it. */
export function membersNeeded({ measures, segments, exclusions }: DetailsRequest): readonly Member[] {
  const byType =
    segments.includes('members') ||
    segments.includes('guests') ||
    exclusions?.list.some(({ kind }) => kind === 'guests') === true
  const byName = exclusions?.list.some(({ readsNames }) => readsNames) === true
  const byRole = segments.includes('admins') || segments.includes('nonAdmins')
  return [
    'id',
    ...measures.map((measure) => flagOf[measure]),
    ...(byType ? (['userType'] as const) : []),
    ...(byRole ? (['isAdmin'] as const) : []),
    ...(byName ? (['userPrincipalName'] as const) : []),
  ]
}

/** What a list shows of a user; where it is missing there is an empty cell, and the verdict is the same. */
const listed = ['userType', 'isAdmin', 'userPrincipalName', 'userDisplayName'] as const

/** The value of `$select`. */
export function selectOf(request: DetailsRequest): string {
  return [...new Set([...membersNeeded(request), ...(request.list === undefined ? [] : listed)])].join(',')
}
