import type { Exclusions } from '../posture/exclusion.ts'
import type { Question } from '../posture/question.ts'
import type { Segment } from '../posture/segment.ts'
import { type DetailsMeasure, flagOf, isDetailsMeasure, type Member } from './details-members.ts'

/** What one walk through the per-user report is to find out. */
export interface DetailsRequest {
  readonly measures: readonly DetailsMeasure[]
  /** `all` is always among them. */
  readonly segments: readonly Segment[]
  readonly exclusions: Exclusions | undefined
  /** Told of every user who is counted; only for an explicit list of names. */
  readonly list: UserList | undefined
}

/** Takes down users by name. */
export interface UserList {
  add(user: ListedUser): void
  /** The walk begins anew: what was taken down does not hold. */
  restart(): void
}

export interface ListedUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly userDisplayName: string
  readonly userType: string
  /** Undefined: the report does not say. */
  readonly isAdmin: boolean | undefined
  /** The measures that were asked about and that the user lacks. */
  readonly lacks: readonly DetailsMeasure[]
  readonly segments: readonly Segment[]
}

export function detailsRequest(
  questions: readonly Question[],
  exclusions: Exclusions | undefined,
  list: UserList | undefined,
): DetailsRequest {
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
