import type { Person } from './people.ts'

/**
 * The flags of a user in Graph's member names. What a scenario does not set is made up, each flag in a number of its own:
 * who reads the wrong one must not get the right count.
 */
export const flags = {
  isMfaRegistered: ({ registered }) => registered,
  isMfaCapable: ({ capable }) => capable,
  isPasswordlessCapable: ({ index, capable }) => capable && index % 5 === 0,
  isSsprRegistered,
  isSsprEnabled,
  isSsprCapable: (person) => isSsprRegistered(person) && isSsprEnabled(person),
} as const satisfies Readonly<Record<string, (person: Person) => boolean>>

function isSsprRegistered({ index, registered }: Person): boolean {
  return registered && index % 7 !== 0
}

function isSsprEnabled({ index, userType }: Person): boolean {
  return userType === 'member' && index % 11 !== 0
}
