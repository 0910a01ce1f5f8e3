import type { measures } from '../schemas/rule.ts'

/** What is counted, in Graph's member names where it has one. */
export type Measure = (typeof measures)[number]

interface Facts {
  /** As in "33 of 23,123 users are …". */
  readonly phrase: string
  /** As in "5 more users must …". */
  readonly verb: string
  /** What whoever runs the tenant does about those who lack it. */
  readonly remedy: string
  /** Where users themselves go; undefined for what only a policy gives them. */
  readonly page?: string
}

const mfaPage = 'https://aka.ms/mfasetup'
const ssprPage = 'https://aka.ms/ssprsetup'

const facts: Readonly<Record<Measure, Facts>> = {
  mfaRegistered: {
    phrase: 'registered for MFA',
    verb: 'register',
    remedy: `have the missing users register at ${mfaPage}`,
    page: mfaPage,
  },
  mfaCapable: {
    phrase: 'capable of MFA',
    verb: 'become capable of it',
    remedy: `allow the missing users, in the authentication methods policy, a method that they have registered, or have them register one that is allowed at ${mfaPage}`,
    page: mfaPage,
  },
  passwordlessCapable: {
    phrase: 'capable of signing in without a password',
    verb: 'become capable of it',
    remedy:
      'allow the missing users passkeys, Windows Hello or phone sign-in in the authentication methods policy, and have them set one up',
  },
  ssprRegistered: {
    phrase: 'registered for self-service password reset',
    verb: 'register',
    remedy: `have the missing users register at ${ssprPage}`,
    page: ssprPage,
  },
  ssprEnabled: {
    phrase: 'enabled for self-service password reset',
    verb: 'be enabled',
    remedy:
      'enable self-service password reset for the missing users in the password reset policy of the tenant, which users cannot do themselves',
  },
  ssprCapable: {
    phrase: 'capable of self-service password reset',
    verb: 'become capable of it',
    remedy: `enable self-service password reset for the missing users in the password reset policy of the tenant, and have them register at ${ssprPage}`,
    page: ssprPage,
  },
  ssprOrMfaCapable: {
    phrase: 'capable of self-service password reset or MFA',
    verb: 'become capable of it',
    remedy: `allow the missing users an authentication method or self-service password reset by policy, and have them register at ${mfaPage}`,
    page: mfaPage,
  },
}

/** `registered for MFA`, as in "33 of 23,123 users are registered for MFA". */
export function phraseOf(measure: Measure): string {
  return facts[measure].phrase
}

/** `register`, as in "5 more users must register". */
export function verbOf(measure: Measure): string {
  return facts[measure].verb
}

/** What to do about the users who lack it; users register, and what a policy gives only whoever runs the tenant can give. */
export function remedyOf(measure: Measure): Pick<Facts, 'remedy' | 'page'> {
  return facts[measure]
}
