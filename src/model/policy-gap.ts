/** Why a value of a resource cannot be looked at. */
export type Veil = 'unknown' | 'secret' | 'unreadable'

/** A part of a Conditional Access policy that decides whom it asks for what. */
export type PolicyPart = 'policy' | 'state' | 'grantControls' | 'users'

/** Why it cannot be told whom a policy would ask, or for what. */
export type PolicyGap =
  | { readonly kind: 'veiled'; readonly part: PolicyPart; readonly why: Veil }
  | { readonly kind: 'absent'; readonly part: PolicyPart }
  /** An authentication strength of the tenant's own, of which the rules document does not say what it asks. */
  | { readonly kind: 'strength'; readonly id: string }
  /** Users by their ids: whether these have a method, counts do not tell. */
  | { readonly kind: 'listed'; readonly what: 'users' | 'groups'; readonly number: number }
  /** Of kinds that have no account in the tenant, or none that a report tells apart. */
  | { readonly kind: 'external'; readonly types: readonly string[] }
  /** Too many lack a method, and those among the members who are external may or may not be among them. */
  | { readonly kind: 'external-members'; readonly lacking: number }
  /** Too many lack a method, and another control lets in who has none. */
  | { readonly kind: 'alternatives'; readonly controls: readonly string[]; readonly lacking: number }
