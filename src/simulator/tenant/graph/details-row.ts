import { flags } from '../people/features.ts'
import type { Person } from '../people/people.ts'

/** A user as the per-user report shows one; a fault may take a member away. */
export type DetailsRow = Readonly<Record<string, unknown>>

const givenNames = [
  'Adele',
  'Alex',
  'Diego',
  'Grady',
  'Henrietta',
  'Isaiah',
  'Johanna',
  'Joni',
  'Lee',
  'Lidia',
]
const familyNames = [
  'Vance',
  'Wilber',
  'Siciliani',
  'Archie',
  'Mueller',
  'Langer',
  'Lorenz',
  'Sherman',
  'Gu',
  'Holloway',
]

/** How each member is told, in the order of Microsoft's reference page. */
export const members: Readonly<Record<string, (person: Person) => unknown>> = {
  id: ({ index }) => objectId(index),
  userPrincipalName: (person) => person.userPrincipalName ?? madeUpName(person),
  userDisplayName: ({ index }) => namesOf(index).join(' '),
  userType: ({ userType }) => userType,
  isAdmin: ({ isAdmin }) => isAdmin,
  ...flags,
  methodsRegistered: methodsOf,
  isSystemPreferredAuthenticationMethodEnabled: () => true,
  systemPreferredAuthenticationMethods: ({ capable }) => (capable ? ['PhoneAppNotification'] : []),
  userPreferredMethodForSecondaryAuthentication: ({ registered }) => (registered ? 'push' : ''),
  lastUpdatedDateTime: ({ index }) => `2026-01-12T05:${String(index % 60).padStart(2, '0')}:41.6195833Z`,
}

/** Makes rows of the members that were selected; of all of them where nobody selected. */
export function rowMaker(select: ReadonlySet<string> | undefined): (person: Person) => DetailsRow {
  const chosen = Object.entries(members).filter(([name]) => select?.has(name) ?? true)
  return (person) => {
    const row: Record<string, unknown> = {}
    for (const [name, valueFor] of chosen) row[name] = valueFor(person)
    return row
  }
}

function madeUpName({ index, userType }: Person): string {
  const name = `${namesOf(index).join('.')}${index}`
  return userType === 'guest'
    ? `${name}_fabrikam.com#EXT#@contoso.onmicrosoft.com`
    : `${name}@contoso.onmicrosoft.com`
}

function namesOf(index: number): readonly string[] {
  return [givenNames[index % 10] ?? '', familyNames[Math.floor(index / 10) % 10] ?? '']
}

function methodsOf({ registered, methods }: Person): unknown {
  if (methods !== undefined) return methods
  return registered ? ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'] : []
}

/** A GUID of version 4 in shape; the index is scrambled into it one to one, so no two are alike. */
export function objectId(index: number): string {
  const one = Math.imul(index + 1, 0x9e3779b1) >>> 0
  const other = Math.imul(index ^ 0x5bd1e995, 0x85ebca6b) >>> 0
  const [first, second] = [hex(one), hex(other)]
  return `${first}-${second.slice(0, 4)}-4${second.slice(4, 7)}-a${second.slice(5)}-${first.slice(2)}${hex(index).slice(2)}`
}

function hex(number: number): string {
  return number.toString(16).padStart(8, '0')
}
