import { flags } from '../people/features.ts'
import type { People, Person } from '../people/people.ts'

export interface FeatureCount {
  readonly feature: string
  readonly userCount: number
}

/** The wire shape of the summary: one object, not a collection. */
export interface SummaryDraft {
  readonly totalUserCount: number
  readonly '@odata.nextLink'?: string
  readonly userTypes: string
  readonly userRoles: string
  readonly userRegistrationFeatureCounts: readonly FeatureCount[]
}

export const summaryPath = '/v1.0/reports/authenticationMethods/usersRegisteredByFeature'

/** Graph's features and the flags they sum up; there is none for MFA registration, in no cloud. */
const features = [
  ['ssprRegistered', 'isSsprRegistered'],
  ['ssprEnabled', 'isSsprEnabled'],
  ['ssprCapable', 'isSsprCapable'],
  ['passwordlessCapable', 'isPasswordlessCapable'],
  ['mfaCapable', 'isMfaCapable'],
] as const

const types: Readonly<Record<string, (person: Person) => boolean>> = {
  all: () => true,
  member: ({ userType }) => userType === 'member',
  guest: ({ userType }) => userType === 'guest',
}

/** The embedded tenant knows one kind of admin. */
const roles: Readonly<Record<string, (person: Person) => boolean>> = {
  all: () => true,
  privilegedAdmin: ({ isAdmin }) => isAdmin,
  admin: ({ isAdmin }) => isAdmin,
  user: ({ isAdmin }) => !isAdmin,
}

/** Sums up those whom the arguments of the function mean; undefined when they are no members of the enums. */
export function draftSummary(people: People, address: string): SummaryDraft | undefined {
  const userTypes = argument(address, 'includedUserTypes')
  const userRoles = argument(address, 'includedUserRoles')
  const [ofType, ofRole] = [types[userTypes], roles[userRoles]]
  if (ofType === undefined || ofRole === undefined) return undefined
  const sums = features.map(([feature]) => ({ feature, userCount: 0 }))
  let totalUserCount = 0
  for (let index = 0; index < people.size; index += 1) {
    const person = people.at(index)
    if (!ofType(person) || !ofRole(person)) continue
    totalUserCount += 1
    for (const [place, [, flag]] of features.entries()) {
      const sum = sums[place]
      if (flags[flag](person) && sum !== undefined) sum.userCount += 1
    }
  }
  return { totalUserCount, userTypes, userRoles, userRegistrationFeatureCounts: sums }
}

function argument(address: string, name: string): string {
  return (
    new RegExp(`[(,]\\s*${name}='(\\w+)'`).exec(address)?.[1] ?? (address.includes(`${name}=`) ? '' : 'all')
  )
}
