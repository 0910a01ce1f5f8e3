import type { methodClasses, strengths } from '../../schemas/method-class.ts'

/** What a method of authentication can do for its user. */
export type MethodClass = (typeof methodClasses)[number]

/** What a user comes to by the strongest of their methods. */
export type Strength = (typeof strengths)[number]

/** What a rules document says of values that are not in the table below. */
export type Classification = ReadonlyMap<string, MethodClass>

export const noClassification: Classification = new Map()

/** What a rules document says. */
export function classificationOf({
  methods = {},
}: {
  readonly methods?: Readonly<Record<string, MethodClass>>
}): Classification {
  return new Map(Object.entries(methods))
}

/**
 * Every value of `methodsRegistered` that is known, by what it is: the enumeration `usageAuthMethod` of Microsoft Graph
 * beta, the sample of `userSignInsByAuthMethodSummary`, and older names that public code still meets. A bare
 * `x509Certificate` does not say whether it is one factor or two, and is left out as every value that is not here.
 */
const valuesOf: Readonly<Record<MethodClass, readonly string[]>> = {
  deviceBound: [
    'windowsHelloForBusiness',
    'fido2SecurityKey',
    'fido2',
    'fido',
    'passKeyDeviceBound',
    'passKeyDeviceBoundAuthenticator',
    'passKeyDeviceBoundWindowsHello',
    'macOsSecureEnclaveKey',
    'x509CertificateMultiFactor',
  ],
  synced: ['passKeySynced'],
  otherMfa: [
    'microsoftAuthenticatorPush',
    'microsoftAuthenticatorPasswordless',
    'softwareOneTimePasscode',
    'hardwareOneTimePasscode',
    'oneTimePasscode',
    'appNotification',
    'appCode',
    'externalAuthMethod',
  ],
  phone: [
    'mobilePhone',
    'alternateMobilePhone',
    'officePhone',
    'sms',
    'smsSignIn',
    'mobileSMS',
    'mobileCall',
    'alternateMobileCall',
  ],
  recovery: ['email', 'securityQuestion'],
  noFactor: ['password', 'appPassword', 'qrCode', 'qrCodePin', 'x509CertificateSingleFactor'],
  temporary: ['temporaryAccessPass'],
}

/** The same, value by value. */
export const knownMethods: Classification = new Map(
  (Object.entries(valuesOf) as [MethodClass, readonly string[]][]).flatMap(([found, values]) =>
    values.map((value) => [value, found] as const),
  ),
)

/** What a method of that class makes of a user who has no other. */
export function strengthOf(found: MethodClass): Strength {
  return found === 'recovery' || found === 'noFactor' || found === 'temporary' ? 'none' : found
}
