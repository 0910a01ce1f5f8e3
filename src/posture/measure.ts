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

const passkeyPage = 'https://aka.ms/mysecurityinfo'

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
  phishingResistant: {
    phrase: 'registered with a phishing-resistant method',
    verb: 'register such a method',
    remedy: `allow the missing users passkeys, Windows Hello for Business or certificates with multiple factors in the authentication methods policy, and have them add one at ${passkeyPage}`,
    page: passkeyPage,
  },
  phishingResistantDeviceBound: {
    phrase: 'registered with a phishing-resistant method that is bound to a device',
    verb: 'register such a method',
    remedy: `allow the missing users security keys, passkeys in Microsoft Authenticator, Windows Hello for Business or certificates with multiple factors in the authentication methods policy, and have them add one at ${passkeyPage}; a synced passkey does not count`,
    page: passkeyPage,
  },
  strongMethod: {
    phrase: 'registered for MFA or with a phishing-resistant method',
    verb: 'register for either',
    remedy: `have the missing users register at ${mfaPage}`,
    page: mfaPage,
  },
  notPhoneOnly: {
    phrase: 'registered with a method for MFA that is no phone',
    verb: 'register such a method',
    remedy: `have the missing users add a passkey or Microsoft Authenticator at ${passkeyPage}; those without any method for MFA are among them`,
    page: passkeyPage,
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
