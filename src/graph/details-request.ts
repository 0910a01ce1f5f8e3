import type { AccountIds } from '../model/exclusion.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { isMethodMeasure, type MethodMeasure } from '../model/methods/interval.ts'
import type { Segment } from '../model/segment.ts'
import { type FlagMeasure, flagOf } from '../model/measure.ts'
import { isFlagMeasure, type Member } from './details-members.ts'

/** What is to be learnt once the directory has told whom it is about. */
type GroupedInquiry = Inquiry & Pick<DetailsRequest, 'groups'>

/** What one walk through the per-user report is to find out. */
export interface DetailsRequest extends Pick<Inquiry, 'exclusions' | 'list' | 'classification'> {
  /** Those that a flag of the row tells. */
  readonly measures: readonly FlagMeasure[]
  /** Those that the list of methods tells; where there are any, users are counted by their methods. */
  readonly methodMeasures: readonly MethodMeasure[]
  /** `all` is always among them, unless admins alone are asked for. */
  readonly segments: readonly Segment[]
  /** The users of each group that is a segment, by its id, and those with roles, by the segment. */
  readonly groups: ReadonlyMap<string, AccountIds>
  /** Asks for admins alone, by a filter. */
  readonly adminsAlone?: true
}

/** The same request for admins alone; undefined where more than these must be known. */
export function adminsRequest(inquiry: GroupedInquiry): DetailsRequest | undefined {
  const { questions, exclusions, list, completeness } = inquiry
  // A ceiling is one of all users as well, and whom an entry fits may be no admin.
  const needsOthers =
    exclusions?.cap !== undefined || exclusions?.list.some(({ requireMatch }) => requireMatch === true)
  const further = list ?? completeness
  if (needsOthers === true || further !== undefined) return undefined
  if (questions.some(({ segment }) => segment !== 'admins')) return undefined
  return { ...detailsRequest(inquiry), segments: ['admins'], adminsAlone: true }
}

export function detailsRequest({
  questions,
  exclusions,
  list,
  classification,
  groups,
}: GroupedInquiry): DetailsRequest {
  const asked = [...new Set(questions.map(({ measure }) => measure))]
  const measures = asked.filter(isFlagMeasure)
  const methodMeasures = asked.filter(isMethodMeasure)
  const segments = new Set<Segment>(['all', ...questions.map(({ segment }) => segment)])
  return { measures, methodMeasures, segments: [...segments], exclusions, list, classification, groups }
}

/** The members that every row must have: nobody's name unless an exclusion needs it. */
export function membersNeeded({
  measures,
  methodMeasures,
  segments,
  exclusions,
}: DetailsRequest): readonly Member[] {
  const byType =
    segments.includes('members') ||
    segments.includes('guests') ||
    exclusions?.list.some(({ kind }) => kind === 'guests') === true
  const byName = exclusions?.list.some(({ readsNames }) => readsNames) === true
  const byRole = segments.includes('admins') || segments.includes('nonAdmins')
  const flags = measures.map((measure) => flagOf(measure))
  const byMethods = methodMeasures.length > 0 && !measures.includes('mfaRegistered')
  return [
    'id',
    ...flags,
    ...(byMethods ? ([flagOf('mfaRegistered')] as const) : []),
    ...(byType ? (['userType'] as const) : []),
    ...(byRole ? (['isAdmin'] as const) : []),
    ...(byName ? (['userPrincipalName'] as const) : []),
  ]
}

/** What a list shows of a user; where it is missing there is an empty cell, and the verdict is the same. */
const listed = ['userType', 'isAdmin', 'userPrincipalName', 'userDisplayName'] as const

/** The value of `$select`. */
export function selectOf(request: DetailsRequest): string {
  const methods = request.methodMeasures.length === 0 ? [] : ['methodsRegistered']
  const names = request.list === undefined ? [] : listed
  return [...new Set([...membersNeeded(request), ...methods, ...names])].join(',')
}
