import { flagsOf } from '../people/features.ts'
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

/** All members that Microsoft's reference page shows, in its order, or those that were selected. */
export function detailsRow(person: Person, select: ReadonlySet<string> | undefined): DetailsRow {
  if (select === undefined) return { ...identity(person), ...flagsOf(person), ...methods(person) }
  const wanted: Record<string, unknown> = {}
  const whole: DetailsRow = needsMethods(select)
    ? { ...identity(person), ...flagsOf(person), ...methods(person) }
    : { ...identity(person), ...flagsOf(person) }
  for (const [name, value] of Object.entries(whole)) if (select.has(name)) wanted[name] = value
  return wanted
}

function needsMethods(select: ReadonlySet<string>): boolean {
  return ['methodsRegistered', 'lastUpdatedDateTime'].some((name) => select.has(name))
}

function identity(person: Person): DetailsRow {
  const { index, userType, isAdmin } = person
  const given = givenNames[index % 10] ?? ''
  const family = familyNames[Math.floor(index / 10) % 10] ?? ''
  const name = `${given}.${family}${index}`
  const made =
    userType === 'guest'
      ? `${name}_fabrikam.com#EXT#@contoso.onmicrosoft.com`
      : `${name}@contoso.onmicrosoft.com`
  return {
    id: objectId(index),
    userPrincipalName: person.userPrincipalName ?? made,
    userDisplayName: `${given} ${family}`,
    userType,
    isAdmin,
  }
}

function methods({ index, registered, capable, methods: given }: Person): DetailsRow {
  const minute = String(index % 60).padStart(2, '0')
  return {
    methodsRegistered:
      given === undefined
        ? registered
          ? ['microsoftAuthenticatorPush', 'softwareOneTimePasscode']
          : []
        : given,
    isSystemPreferredAuthenticationMethodEnabled: true,
    systemPreferredAuthenticationMethods: capable ? ['PhoneAppNotification'] : [],
    userPreferredMethodForSecondaryAuthentication: registered ? 'push' : '',
    lastUpdatedDateTime: `2026-01-12T05:${minute}:41.6195833Z`,
  }
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
