import type { Measure } from '../../model/measure.ts'
import { guid, plainGuid } from '../../model/guid.ts'
import type { GuardEntry } from '../../schemas/rules-document.ts'
import type { PolicyGap } from '../../model/policy-gap.ts'
import { memberOf, type Planned, textOf, textsOf, Veiled } from './planned.ts'

/** What a policy asks of a user who signs in. */
interface Grants {
  /** What each of them must have. */
  readonly measures: readonly Measure[]
  /** Controls that let in who has none of that; empty: there is no way around. */
  readonly alternatives: readonly string[]
  readonly gaps: readonly PolicyGap[]
}

/** Microsoft's own authentication strengths, by their ids. */
export const builtInStrengths: Readonly<Record<string, Measure>> = {
  '00000000-0000-0000-0000-000000000002': 'mfaRegistered',
  '00000000-0000-0000-0000-000000000003': 'passwordlessCapable',
  '00000000-0000-0000-0000-000000000004': 'phishingResistant',
}

/** What policies ask for where the tenant has no strengths of its own. */
export const knownMeasures: readonly Measure[] = Object.values(builtInStrengths)

export function grantsOf(policy: Planned, strengths: GuardEntry['strengths'] = {}): Grants {
  const grants = memberOf(policy, 'grantControls')
  if (grants instanceof Veiled) return open([{ kind: 'veiled', part: 'grantControls', why: grants.why }])
  const controls = textsOf(memberOf(grants, 'builtInControls'))
  if (controls.texts.some((control) => same(control, 'block'))) return open([])
  const strength = strengthOf(grants, strengths)
  const measures = [
    ...(controls.texts.some((control) => same(control, 'mfa')) ? (['mfaRegistered'] as const) : []),
    ...strength.measures,
  ]
  const gaps: readonly PolicyGap[] = [
    ...(controls.veil === undefined
      ? []
      : [{ kind: 'veiled', part: 'grantControls', why: controls.veil } as const]),
    ...strength.gaps,
  ]
  const others = [
    ...controls.texts.filter((control) => !same(control, 'mfa')),
    ...['termsOfUse', 'customAuthenticationFactors'].filter((name) => isListed(grants, name)),
  ]
  const operator = textOf(memberOf(grants, 'operator'))
  const more = others.length > 0 || controls.veil !== undefined
  if (operator instanceof Veiled && more)
    return open([...gaps, { kind: 'veiled', part: 'grantControls', why: operator.why }])
  const either = typeof operator === 'string' && same(operator, 'or')
  // Whether one that is not known lets in who has no MFA, nobody can tell.
  return {
    measures: either && controls.veil !== undefined ? [] : measures,
    alternatives: either ? others : [],
    gaps,
  }
}

function strengthOf(
  grants: Planned | undefined,
  own: Readonly<Record<string, Measure>>,
): Pick<Grants, 'measures' | 'gaps'> {
  const strength = memberOf(
    grants,
    'authenticationStrengthPolicyId',
    'authenticationStrength',
    'authenticationStrength@odata.bind',
  )
  const id =
    typeof strength === 'object' && !(strength instanceof Veiled)
      ? (textOf(memberOf(strength, 'id')) ?? new Veiled('unreadable'))
      : textOf(strength)
  if (id === undefined) return { measures: [], gaps: [] }
  if (id instanceof Veiled)
    return { measures: [], gaps: [{ kind: 'veiled', part: 'grantControls', why: id.why }] }
  const last = id.split(/[/('")]+/).findLast((part) => part !== '') ?? id
  const plain = (plainGuid(last) ?? last).toLowerCase()
  const mine = Object.entries(own).find(([one]) => one.toLowerCase() === plain)?.[1]
  const measure = mine ?? builtInStrengths[plain]
  if (measure !== undefined) return { measures: [measure], gaps: [] }
  return {
    measures: [],
    gaps: [
      guid.test(plain)
        ? { kind: 'strength', id: plain }
        : { kind: 'veiled', part: 'grantControls', why: 'unreadable' },
    ],
  }
}

function isListed(grants: Planned | undefined, name: string): boolean {
  const { texts, veil } = textsOf(memberOf(grants, name, `${name}s`))
  return texts.length > 0 || veil !== undefined
}

function open(gaps: readonly PolicyGap[]): Grants {
  return { measures: [], alternatives: [], gaps }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other
}
