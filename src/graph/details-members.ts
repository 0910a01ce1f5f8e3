import { type flagOf, type FlagMeasure, type Measure, namesIn } from '../model/measure.ts'
import type { Segment } from '../model/segment.ts'
import type { RegistrationDetailsRow } from '../schemas/registration-details.ts'

const flags = namesIn('registrationDetails').flatMap(([measure, name]) =>
  name === 'methodsRegistered' ? [] : [measure],
)

/** Whether the report has a flag for it, and it is not read off the list of methods. */
export function isFlagMeasure(measure: Measure): measure is FlagMeasure {
  return flags.includes(measure)
}

/** Whether a user is in a segment, by the row alone. */
export const inSegment: Readonly<Record<Segment, (row: RegistrationDetailsRow) => boolean>> = {
  all: () => true,
  members: ({ userType }) => userType === 'member',
  guests: ({ userType }) => userType === 'guest',
  admins: ({ isAdmin }) => isAdmin === true,
  nonAdmins: ({ isAdmin }) => isAdmin === false,
}

export type Member = 'id' | 'userType' | 'isAdmin' | 'userPrincipalName' | ReturnType<typeof flagOf>

/** What must be there, and be understood, in every row that is counted. */
export function hasMember(row: RegistrationDetailsRow, member: Member): boolean {
  if (member === 'id' || member === 'userPrincipalName') return Boolean(row[member])
  if (member === 'userType') return row.userType === 'member' || row.userType === 'guest'
  return typeof row[member] === 'boolean'
}
