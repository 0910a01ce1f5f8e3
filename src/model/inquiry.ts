import type { Exclusions } from './exclusion.ts'
import type { Measure } from './measure.ts'
import type { Classification } from './methods/method-class.ts'
import type { Question } from './question.ts'
import type { Segment } from './segment.ts'
import type { SourceChoice } from './source.ts'

/** What is to be learnt of a tenant. */
export interface Inquiry {
  readonly questions: readonly Question[]
  /** Undefined: nobody spoke of sources, which is `auto`. */
  readonly source?: SourceChoice | undefined
  readonly exclusions?: Exclusions | undefined
  /** How old numbers may be for every rule to be judged by them, in milliseconds; undefined: nobody says. */
  readonly maxAgeMs?: number | undefined
  /** Takes down users by name; only for an explicit list of names. */
  readonly list?: UserList | undefined
  /** Which independent population to ask for; undefined: none. */
  readonly completeness?: 'usersCount' | undefined
  /** Whether to tell beside the numbers how many sign-ins used MFA; undefined: no. */
  readonly signIns?: 'show' | undefined
  /** Whether admins may be asked for by a filter where nobody else is asked about. */
  readonly adminsByFilter?: boolean | undefined
  /** What the rules document says of methods, by which the list tells who lacks one; undefined: nothing. */
  readonly classification?: Classification | undefined
}

/** Told of every user who is counted. */
export interface UserList {
  add(user: ListedUser): void
  /** The walk begins anew: what was taken down does not hold. */
  restart(): void
}

export interface ListedUser {
  readonly id: string
  readonly userPrincipalName: string
  readonly userDisplayName: string
  readonly userType: string
  /** Undefined: the report does not say. */
  readonly isAdmin: boolean | undefined
  /** The measures that were asked about and that the user does not surely have. */
  readonly lacks: readonly Measure[]
  readonly segments: readonly Segment[]
}
