import type { Person } from './people.ts'

/** The flags of a user in Graph's member names. */
interface Flags {
  readonly isMfaRegistered: boolean
  readonly isMfaCapable: boolean
  readonly isPasswordlessCapable: boolean
  readonly isSsprRegistered: boolean
  readonly isSsprEnabled: boolean
  readonly isSsprCapable: boolean
}

/** What a scenario does not set is made up, each flag in a number of its own: who reads the wrong one must not get the right count. */
export function flagsOf({ index, registered, capable, userType }: Person): Flags {
  const isSsprRegistered = registered && index % 7 !== 0
  const isSsprEnabled = userType === 'member' && index % 11 !== 0
  return {
    isMfaRegistered: registered,
    isMfaCapable: capable,
    isPasswordlessCapable: capable && index % 5 === 0,
    isSsprRegistered,
    isSsprEnabled,
    isSsprCapable: isSsprRegistered && isSsprEnabled,
  }
}
