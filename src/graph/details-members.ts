import type { Measure } from '../posture/measure.ts'
import type { Segment } from '../posture/segment.ts'
import type { RegistrationDetailsRow } from '../schemas/registration-details.ts'

/** The member of a row that says whether the user has a measure. */
export const flagOf = {
  mfaRegistered: 'isMfaRegistered',
  mfaCapable: 'isMfaCapable',
  passwordlessCapable: 'isPasswordlessCapable',
  ssprRegistered: 'isSsprRegistered',
  ssprEnabled: 'isSsprEnabled',
  ssprCapable: 'isSsprCapable',
} as const satisfies Partial<Record<Measure, keyof RegistrationDetailsRow>>

export type DetailsMeasure = keyof typeof flagOf

export function isDetailsMeasure(measure: Measure): measure is DetailsMeasure {
  return measure in flagOf
}

/** Whether a user is in a segment, by the row alone. */
export const inSegment: Readonly<Record<Segment, (row: RegistrationDetailsRow) => boolean>> = {
  all: () => true,
  members: ({ userType }) => userType === 'member',
  guests: ({ userType }) => userType === 'guest',
  admins: ({ isAdmin }) => isAdmin === true,
  nonAdmins: ({ isAdmin }) => isAdmin === false,
}

export type Member = 'id' | 'userType' | 'isAdmin' | 'userPrincipalName' | (typeof flagOf)[DetailsMeasure]

/** What must be there, and be understood, in every row that is counted. */
export function isThere(row: RegistrationDetailsRow, member: Member): boolean {
  if (member === 'id' || member === 'userPrincipalName') return Boolean(row[member])
  if (member === 'userType') return row.userType === 'member' || row.userType === 'guest'
  return typeof row[member] === 'boolean'
}
