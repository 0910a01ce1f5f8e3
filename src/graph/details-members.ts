import { type flagOf, type FlagMeasure, type Measure, namesIn } from '../model/measure.ts'
import type { AccountIds } from '../model/exclusion.ts'
import { groupOf, isNamed, type NamedSegment, type Segment } from '../model/segment.ts'
import type { RegistrationDetailsRow } from '../schemas/registration-details.ts'

const flags = namesIn('registrationDetails').flatMap(([measure, name]) =>
  name === 'methodsRegistered' ? [] : [measure],
)

/** Whether the report has a flag for it, and it is not read off the list of methods. */
export function isFlagMeasure(measure: Measure): measure is FlagMeasure {
  return flags.includes(measure)
}

/** Whether a user is in a segment. */
export type IsIn = (row: RegistrationDetailsRow) => boolean

const byRow: Readonly<Record<NamedSegment, IsIn>> = {
  all: () => true,
  members: ({ userType }) => userType === 'member',
  guests: ({ userType }) => userType === 'guest',
  admins: ({ isAdmin }) => isAdmin === true,
  nonAdmins: ({ isAdmin }) => isAdmin === false,
}

/** For one segment; `groups` has the users of each group that is one. */
export function isInSegment(segment: Segment, groups: ReadonlyMap<string, AccountIds>): IsIn {
  if (isNamed(segment)) return byRow[segment]
  const users = groups.get(groupOf(segment) ?? segment)
  if (users === undefined) throw new TypeError(`nobody asked who is in ${segment}`)
  return ({ id = '' }) => users.has(id.toLowerCase())
}

export type Member = 'id' | 'userType' | 'isAdmin' | 'userPrincipalName' | ReturnType<typeof flagOf>

/** What must be there, and be understood, in every row that is counted. */
export function hasMember(row: RegistrationDetailsRow, member: Member): boolean {
  if (member === 'id' || member === 'userPrincipalName') return Boolean(row[member])
  if (member === 'userType') return row.userType === 'member' || row.userType === 'guest'
  return typeof row[member] === 'boolean'
}
