import { strengths } from '../../schemas/method-class.ts'
import type { Count } from '../count.ts'
import type { Strength } from './method-class.ts'

/** Users who are alike in everything that a measure of methods asks; the cells of a segment together are all its users. */
export interface MethodCell extends MethodProfile {
  readonly users: Count
}

export interface MethodProfile {
  /** By the methods that are known. */
  readonly strongest: Strength
  /** `isMfaRegistered`. */
  readonly registered: boolean
  /** Values that the gate does not know, sorted; undefined: none. A rules document may say what they are. */
  readonly unclassified?: readonly string[]
  /** There where the row has no list of methods, or one with something else than names in it. */
  readonly unreadable?: true
}

/** The stronger of two. */
export function stronger(one: Strength, other: Strength): Strength {
  return strengths.indexOf(one) <= strengths.indexOf(other) ? one : other
}

/** What cells have in common whose users are alike. */
export function profileKey({ strongest, registered, unclassified = [], unreadable }: MethodProfile): string {
  return [strongest, registered, unreadable === true, ...unclassified].join(' ')
}
