import { plainGuid } from '../../model/guid.ts'
import { type Segment, segmentOfGroup } from '../../model/segment.ts'
import type { PolicyGap, Veil } from '../../model/policy-gap.ts'
import { isList, memberOf, type Planned, setKeysOf, textOf, textsOf, Veiled } from './planned.ts'

/** Users among whom a policy finds those whom it asks. */
export interface Bound {
  readonly segment: Segment
  /** False: it asks some of these only, and nobody can tell which. */
  readonly certain: boolean
}

/** Whom a policy would ask, as far as counts can tell them apart. */
export interface Scope {
  readonly bounds: readonly Bound[]
  readonly gaps: readonly PolicyGap[]
  /** Nobody at all. */
  readonly nobody: boolean
  readonly excludes: Excludes
  /** Conditions under which alone the policy asks, such as `locations`. */
  readonly conditions: readonly string[]
  /** It asks holders of some roles, and the report tells who has any. */
  readonly someRoles: boolean
}

/** Whom a policy does not ask. */
interface Excludes {
  readonly users: number
  readonly groups: number
  readonly roles: number
  readonly guests: 'none' | 'some' | 'all'
  /** There are some, and how many is not known. */
  readonly veiled: boolean
}

export function scopeOf(policy: Planned): Scope {
  const conditions = memberOf(policy, 'conditions')
  const users = memberOf(conditions, 'users')
  const excludes = excludedIn(users)
  const found = includedIn(users, excludes)
  const workloads = memberOf(conditions, 'clientApplications') !== undefined
  const empty = found.bounds.length === 0 && found.gaps.length === 0
  return {
    ...found,
    gaps: empty && !found.nobody && !workloads ? [{ kind: 'absent', part: 'users' }] : found.gaps,
    nobody: empty && (found.nobody || workloads),
    excludes,
    conditions: conditionsIn(conditions),
  }
}

type Included = Pick<Scope, 'bounds' | 'gaps' | 'nobody' | 'someRoles'>

function includedIn(users: Planned | undefined, { guests: guestsOut }: Excludes): Included {
  if (users instanceof Veiled) return { ...noOne, gaps: [veiled(users.why)] }
  const named = textsOf(listOf(users, 'include', 'users'))
  if (named.texts.some((one) => same(one, 'all'))) {
    return { ...noOne, bounds: [{ segment: guestsOut === 'all' ? 'members' : 'all', certain: true }] }
  }
  const words = ['none', 'guestsorexternalusers']
  const ids = named.texts.filter((one) => !words.includes(one.toLowerCase()))
  const legacy = named.texts.some((one) => same(one, 'guestsorexternalusers'))
  const parts = [
    part(named.veil, listed('users', ids.length)),
    groupsIn(users),
    rolesIn(users),
    legacy ? guests(everyType) : {},
    externalIn(users),
  ]
  return {
    bounds: once(parts.flatMap(({ bounds = [] }) => bounds)),
    gaps: parts.flatMap(({ gaps = [] }) => gaps),
    nobody: named.texts.some((one) => same(one, 'none')),
    someRoles: parts.some(({ someRoles }) => someRoles === true),
  }
}

const noOne: Included = { bounds: [], gaps: [], nobody: false, someRoles: false }

/** Each group is read by itself, so that a policy for very many is not. */
const mostGroups = 20

function groupsIn(users: Planned | undefined): Partial<Included> {
  const { texts, veil } = textsOf(listOf(users, 'include', 'groups'))
  if (texts.length > mostGroups) return part(veil, listed('groups', texts.length))
  const ids = texts.map((text) => plainGuid(text))
  const unread = ids.includes(undefined) ? 'unreadable' : veil
  return {
    ...part(unread, []),
    bounds: ids.flatMap((id) => (id === undefined ? [] : [{ segment: segmentOfGroup(id), certain: true }])),
  }
}

/** Whoever holds a role is an admin to the report; it does not tell which role. */
function rolesIn(users: Planned | undefined): Partial<Included> {
  const { texts, veil } = textsOf(listOf(users, 'include', 'roles'))
  // Whichever they are, their holders are admins.
  return texts.length === 0 && veil === undefined
    ? {}
    : { bounds: [{ segment: 'admins', certain: true }], someRoles: true }
}

const guestTypes = ['internalguest', 'b2bcollaborationguest']
const everyType = [...guestTypes, 'b2bcollaborationmember']

function externalIn(users: Planned | undefined): Partial<Included> {
  const blocks = blocksOf(listOf(users, 'include', 'guestsOrExternalUsers'))
  const types = blocks.map((block) => textsOf(memberOf(block, 'guestOrExternalUserTypes')))
  const veil = types.find((one) => one.veil !== undefined)?.veil
  const named = types.flatMap(({ texts }) => texts).filter((type) => !same(type, 'none'))
  if (veil !== undefined) return { gaps: [veiled(veil)] }
  return named.length === 0 ? {} : guests(named)
}

/** Guests are told by their kind of account; external members are members to every report. */
function guests(types: readonly string[]): Partial<Included> {
  const plain = types.map((type) => type.toLowerCase())
  const bounds: Bound[] = []
  if (plain.some((type) => guestTypes.includes(type))) bounds.push({ segment: 'guests', certain: true })
  if (plain.includes('b2bcollaborationmember')) bounds.push({ segment: 'members', certain: false })
  return bounds.length > 0 ? { bounds } : { gaps: [{ kind: 'external', types }] }
}

function excludedIn(users: Planned | undefined): Excludes {
  const read = (what: string) => textsOf(listOf(users, 'exclude', what))
  const [who, groups, roles] = [read('users'), read('groups'), read('roles')]
  const ids = who.texts.filter((one) => !same(one, 'guestsorexternalusers'))
  const all = ids.length < who.texts.length || excludesAllGuests(users)
  const some = listOf(users, 'exclude', 'guestsOrExternalUsers') !== undefined
  return {
    users: ids.length,
    groups: groups.texts.length,
    roles: roles.texts.length,
    guests: all ? 'all' : some ? 'some' : 'none',
    veiled: [who, groups, roles].some(({ veil }) => veil !== undefined),
  }
}

/** Whoever is a guest to a report: of every tenant, and of both kinds that have an account of that type here. */
function excludesAllGuests(users: Planned | undefined): boolean {
  return blocksOf(listOf(users, 'exclude', 'guestsOrExternalUsers')).some((block) => {
    const tenants = textOf(memberOf(memberOf(block, 'externalTenants'), 'membershipKind'))
    const types = textsOf(memberOf(block, 'guestOrExternalUserTypes')).texts.map((type) => type.toLowerCase())
    const everywhere = memberOf(block, 'externalTenants') === undefined || tenants === 'all'
    return everywhere && guestTypes.every((type) => types.includes(type))
  })
}

export function excludesAnybody({ users, groups, roles, guests: some, veiled: others }: Excludes): boolean {
  return users + groups + roles > 0 || some !== 'none' || others
}

const always = ['users', 'applications', 'clientapptypes', 'clientapplications']

/** Which conditions, besides its users, a policy has. */
function conditionsIn(conditions: Planned | undefined): readonly string[] {
  const apps = memberOf(conditions, 'applications')
  const included = textsOf(listOf(apps, 'include', 'applications'))
  const excluded = textsOf(listOf(apps, 'exclude', 'applications'))
  const everywhere =
    apps === undefined ||
    (included.texts.some((one) => same(one, 'all')) &&
      excluded.texts.length === 0 &&
      excluded.veil === undefined)
  const clients = textsOf(memberOf(conditions, 'clientAppTypes'))
  const noClientApps = clients.texts.length === 0 && clients.veil === undefined
  const anyClient = noClientApps || clients.texts.some((one) => same(one, 'all'))
  return [
    ...(everywhere ? [] : ['applications']),
    ...(anyClient ? [] : ['clientAppTypes']),
    ...setKeysOf(conditions).filter((key) => !always.includes(key.toLowerCase().replaceAll('_', ''))),
  ]
}

/** Graph says `includeUsers`, azuread `includedUsers`. */
function listOf(block: Planned | undefined, how: 'include' | 'exclude', what: string): Planned | undefined {
  return memberOf(block, `${how}${what}`, `${how}d${what}`)
}

function listed(what: 'users' | 'groups', number: number): readonly PolicyGap[] {
  return number === 0 ? [] : [{ kind: 'listed', what, number }]
}

function blocksOf(value: Planned | undefined): readonly Planned[] {
  return isList(value) ? value : [value ?? null]
}

function part(veil: Veil | undefined, gaps: readonly PolicyGap[]): Partial<Included> {
  return { gaps: veil === undefined ? gaps : [...gaps, veiled(veil)] }
}

function veiled(why: Veil): PolicyGap {
  return { kind: 'veiled', part: 'users', why }
}

function once(bounds: readonly Bound[]): readonly Bound[] {
  return bounds.filter(
    ({ segment }, index) => bounds.findIndex((other) => other.segment === segment) === index,
  )
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other
}
