import { measures } from '../schemas/rule.ts'
import type { Source } from '../schemas/source.ts'

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
  /** What each report calls it; a report that is not named lacks it, and nothing that sounds alike stands in for it. */
  readonly names: Readonly<Partial<Record<Source, string>>>
}

const mfaPage = 'https://aka.ms/mfasetup'
const ssprPage = 'https://aka.ms/ssprsetup'

const passkeyPage = 'https://aka.ms/mysecurityinfo'

/** The one table of measures. `registered` of the count report is about password reset, not MFA. */
const facts = {
  mfaRegistered: {
    phrase: 'registered for MFA',
    verb: 'register',
    remedy: `have the missing users register at ${mfaPage}`,
    page: mfaPage,
    names: { registrationCounts: 'mfaRegistered', registrationDetails: 'isMfaRegistered' },
  },
  mfaCapable: {
    phrase: 'capable of MFA',
    verb: 'become capable of it',
    remedy: `allow the missing users, in the authentication methods policy, a method that they have registered, or have them register one that is allowed at ${mfaPage}`,
    page: mfaPage,
    names: { registrationDetails: 'isMfaCapable', featureSummary: 'mfaCapable' },
  },
  passwordlessCapable: {
    phrase: 'capable of signing in without a password',
    verb: 'become capable of it',
    remedy:
      'allow the missing users passkeys, Windows Hello or phone sign-in in the authentication methods policy, and have them set one up',
    names: { registrationDetails: 'isPasswordlessCapable', featureSummary: 'passwordlessCapable' },
  },
  ssprRegistered: {
    phrase: 'registered for self-service password reset',
    verb: 'register',
    remedy: `have the missing users register at ${ssprPage}`,
    page: ssprPage,
    names: {
      registrationCounts: 'registered',
      registrationDetails: 'isSsprRegistered',
      featureSummary: 'ssprRegistered',
    },
  },
  ssprEnabled: {
    phrase: 'enabled for self-service password reset',
    verb: 'be enabled',
    remedy:
      'enable self-service password reset for the missing users in the password reset policy of the tenant, which users cannot do themselves',
    names: {
      registrationCounts: 'enabled',
      registrationDetails: 'isSsprEnabled',
      featureSummary: 'ssprEnabled',
    },
  },
  ssprCapable: {
    phrase: 'capable of self-service password reset',
    verb: 'become capable of it',
    remedy: `enable self-service password reset for the missing users in the password reset policy of the tenant, and have them register at ${ssprPage}`,
    page: ssprPage,
    names: { registrationDetails: 'isSsprCapable', featureSummary: 'ssprCapable' },
  },
  ssprOrMfaCapable: {
    phrase: 'capable of self-service password reset or MFA',
    verb: 'become capable of it',
    remedy: `allow the missing users an authentication method or self-service password reset by policy, and have them register at ${mfaPage}`,
    page: mfaPage,
    names: { registrationCounts: 'capable' },
  },
  phishingResistant: {
    phrase: 'registered with a phishing-resistant method',
    verb: 'register such a method',
    remedy: `allow the missing users passkeys, Windows Hello for Business or certificates with multiple factors in the authentication methods policy, and have them add one at ${passkeyPage}`,
    page: passkeyPage,
    names: { registrationDetails: 'methodsRegistered' },
  },
  phishingResistantDeviceBound: {
    phrase: 'registered with a phishing-resistant method that is bound to a device',
    verb: 'register such a method',
    remedy: `allow the missing users security keys, passkeys in Microsoft Authenticator, Windows Hello for Business or certificates with multiple factors in the authentication methods policy, and have them add one at ${passkeyPage}; a synced passkey does not count`,
    page: passkeyPage,
    names: { registrationDetails: 'methodsRegistered' },
  },
  strongMethod: {
    phrase: 'registered for MFA or with a phishing-resistant method',
    verb: 'register for either',
    remedy: `have the missing users register at ${mfaPage}`,
    page: mfaPage,
    names: { registrationDetails: 'methodsRegistered' },
  },
  notPhoneOnly: {
    phrase: 'registered with a method for MFA that is not a phone',
    verb: 'register such a method',
    remedy: `have the missing users add a passkey or Microsoft Authenticator at ${passkeyPage}; those without any method for MFA are among them`,
    page: passkeyPage,
    names: { registrationDetails: 'methodsRegistered' },
  },
} as const satisfies Readonly<Record<Measure, Facts>>

/** The measures that a report has, by what it calls them; several may be read off one name. */
export function namesIn(source: Source): readonly (readonly [Measure, string])[] {
  return measures.flatMap((measure) => {
    const names: Facts['names'] = facts[measure].names
    const name = names[source]
    return name === undefined ? [] : [[measure, name] as const]
  })
}

/** The same for a report that calls each of its measures by a name of its own. */
export function measuresByName(source: Exclude<Source, 'registrationDetails'>): ReadonlyMap<string, Measure> {
  return new Map(namesIn(source).map(([measure, name]) => [name, measure]))
}

/** A measure that the per-user report has a flag for. */
export type FlagMeasure = {
  [M in Measure]: (typeof facts)[M]['names'] extends { registrationDetails: infer Name }
    ? Name extends 'methodsRegistered'
      ? never
      : M
    : never
}[Measure]

/** The member of a row of the per-user report. */
export function flagOf<M extends FlagMeasure>(measure: M): (typeof facts)[M]['names']['registrationDetails'] {
  return facts[measure].names.registrationDetails
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
