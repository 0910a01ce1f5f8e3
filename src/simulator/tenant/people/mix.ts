/** Kinds of users by what they have registered, and whether `isMfaRegistered` is true of them. */
export const mixKinds = {
  phone: { registered: true, methods: ['mobilePhone'] },
  code: { registered: true, methods: ['softwareOneTimePasscode', 'mobilePhone'] },
  passkey: { registered: true, methods: ['passKeyDeviceBoundAuthenticator', 'microsoftAuthenticatorPush'] },
  key: { registered: true, methods: ['fido2SecurityKey', 'mobilePhone'] },
  synced: { registered: true, methods: ['passKeySynced', 'mobilePhone'] },
  certificate: { registered: true, methods: ['x509CertificateMultiFactor'] },
  bare: { registered: true, methods: ['x509Certificate', 'mobilePhone'] },
  // As it was seen: Windows Hello alone does not count as registered.
  whfb: { registered: false, methods: ['windowsHelloForBusiness'] },
  recovery: { registered: false, methods: ['email', 'securityQuestion'] },
  pass: { registered: false, methods: ['temporaryAccessPass'] },
  unreadable: { registered: false, methods: null },
} as const

export type MixKind = keyof typeof mixKinds

/** So many users of a kind, or such a share of all, rounded down. */
type Mix = Partial<Readonly<Record<MixKind, number | string>>>

/** What the n-th of those who are registered, or are not, has; undefined: what is usual. */
export type MethodsOf = (registered: boolean, rank: number) => readonly string[] | null | undefined

interface Part {
  readonly users: number
  readonly methods: readonly string[] | null
}

/** `registered` and `others`: how many of each there are, over whom the kinds are spread. */
export function mixOver(mix: Mix, population: number, registered: number, others: number): MethodsOf {
  const parts = {
    registered: partsOf(mix, population, true),
    others: partsOf(mix, population, false),
  }
  const steps = { registered: stepOver(registered), others: stepOver(others) }
  return (isRegistered, rank) => {
    const whose = isRegistered ? 'registered' : 'others'
    const total = isRegistered ? registered : others
    // One to one, so that each kind has as many as it should, and they lie apart.
    let place = (rank * steps[whose]) % total
    for (const { users, methods } of parts[whose]) {
      if (place < users) return methods
      place -= users
    }
    return undefined
  }
}

/** How many users of a mix are registered, or are not. */
export function mixed(mix: Mix, population: number, registered: boolean): number {
  return partsOf(mix, population, registered).reduce((sum, { users }) => sum + users, 0)
}

function partsOf(mix: Mix, population: number, registered: boolean): readonly Part[] {
  const kinds = Object.entries(mixKinds) as [MixKind, (typeof mixKinds)[MixKind]][]
  return kinds
    .filter(([, kind]) => kind.registered === registered)
    .map(([name, { methods }]) => ({ users: usersOf(mix[name] ?? 0, population), methods }))
}

function usersOf(given: number | string, population: number): number {
  return typeof given === 'number' ? given : Math.floor((population * Number.parseFloat(given)) / 100)
}

/** Some two thirds of the whole, without a divisor in common with it. */
function stepOver(total: number): number {
  let step = Math.max(1, Math.floor(total * 0.618))
  while (total > 1 && divisor(step, total) > 1) step += 1
  return step
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other)
}
