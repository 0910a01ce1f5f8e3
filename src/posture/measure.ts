import type { measures } from '../schemas/rule.ts'

/** What is counted, in Graph's member names where it has one. */
export type Measure = (typeof measures)[number]

const phrases: Record<Measure, string> = {
  mfaRegistered: 'registered for MFA',
  mfaCapable: 'capable of MFA',
  passwordlessCapable: 'capable of signing in without a password',
  ssprRegistered: 'registered for self-service password reset',
  ssprEnabled: 'enabled for self-service password reset',
  ssprCapable: 'capable of self-service password reset',
  ssprOrMfaCapable: 'capable of self-service password reset or MFA',
}

/** `registered for MFA`, as in "33 of 23,123 users are registered for MFA". */
export function phraseOf(measure: Measure): string {
  return phrases[measure]
}
