import type { exclusionKinds, joinerDates } from '../schemas/exclusions.ts'
import type { Count } from './count.ts'
import { starGlob } from './glob/glob.ts'
import { plainGuid } from './guid.ts'
import { type NamedEntries, namedEntries, type Unmatched } from './named-entries.ts'
import { type Minimum, whole } from './minimum.ts'

export type ExclusionKind = (typeof exclusionKinds)[number]

/** What is looked at when an account is left out; never kept. */
export interface Account {
  readonly id: string
  readonly userPrincipalName: string | undefined
  readonly guest: boolean
}

/** Accounts that are left out of every count, and why. */
export interface Exclusion {
  readonly kind: ExclusionKind
  readonly reason: string
  /** How many accounts it names; undefined where it describes them instead. */
  readonly named?: number
  /** Whether the user principal name must be asked for. */
  readonly readsNames: boolean
  matches(account: Account): boolean
  /** What it names, each of which should fit somebody; undefined where it describes accounts instead. */
  readonly entries?: NamedEntries
  /** Takes from `open` what fits this account. */
  readonly strike?: (account: Account, open: Set<string>) => void
  /** Nothing is judged while an entry fits nobody. */
  readonly requireMatch?: boolean
  /** Whom it means, where that must be asked of the directory first; undefined: a row of the report tells. */
  readonly asks?: AskedAccounts
}

/** Accounts that only the directory can tell. */
type AskedAccounts = AskedGroup | NewOrUnlicensed

/** The users of a group, by its object id in lower case. */
interface AskedGroup {
  readonly kind: 'group'
  readonly id: string
}

/** What the list of all accounts tells. */
export type NewOrUnlicensed =
  | { readonly kind: 'joiners'; readonly days: number; readonly by: JoinerDate }
  | { readonly kind: 'unlicensed' }

export type JoinerDate = (typeof joinerDates)[number]

/** Object ids, in lower case. */
export type AccountIds = ReadonlySet<string>

/** The exclusion once the directory has told whom it means. */
export function withAccounts(exclusion: Exclusion, ids: AccountIds): Exclusion {
  const matches = ({ id }: Account): boolean => ids.has(id.toLowerCase())
  return {
    ...exclusion,
    matches,
    ...(exclusion.entries === undefined
      ? {}
      : {
          strike: (account, open) => {
            if (matches(account)) open.clear()
          },
        }),
  }
}

/** At most this many accounts, or this share of all, may be left out. */
export type ExclusionCap =
  { readonly kind: 'count'; readonly users: number } | { readonly kind: 'ratio'; readonly ratio: Minimum }

export interface Exclusions {
  readonly list: readonly Exclusion[]
  readonly cap: ExclusionCap | undefined
  /** SHA-256 of who is left out and the cap, hexadecimal: numbers of other exclusions are not comparable. */
  readonly sha256: string
  /** Of who is left out alone, whatever the cap and the order: what two ratios must have in common to be compared. */
  readonly accountsSha256: string
}

/** How many accounts one exclusion left out. */
export interface Excluded {
  readonly kind: ExclusionKind
  readonly reason: string
  readonly users: number
  /** Undefined: each entry fitted somebody, or it names none. */
  readonly unmatched?: Unmatched | undefined
}

/** Integers throughout, as in the comparison with a minimum. */
export function withinCap(excluded: Count, population: Count, cap: ExclusionCap): boolean {
  return cap.kind === 'count'
    ? excluded <= cap.users
    : BigInt(excluded) * whole <= cap.ratio.scaled * BigInt(population)
}

/** Those named by object id or user principal name; upper and lower case are alike. */
export function excludeListed(
  kind: 'users' | 'breakGlass',
  reason: string,
  users: readonly string[],
  placeOf?: (entry: number) => string,
): Exclusion {
  const keys = users.map((user) => comparable(plainGuid(user) ?? user))
  const listed = new Set(keys)
  return {
    kind,
    reason,
    named: listed.size,
    readsNames: users.some((user) => plainGuid(user) === undefined),
    matches: ({ id, userPrincipalName }) =>
      listed.has(id.toLowerCase()) ||
      (userPrincipalName !== undefined && listed.has(comparable(userPrincipalName))),
    entries: namedEntries(keys, placeOf),
    strike: ({ id, userPrincipalName }, open) => {
      open.delete(id.toLowerCase())
      if (userPrincipalName !== undefined) open.delete(comparable(userPrincipalName))
    },
  }
}

/** Those whose whole user principal name fits, `*` standing for any characters. */
export function excludePattern(
  reason: string,
  pattern: string,
  placeOf?: (entry: number) => string,
): Exclusion {
  const named = byName(starGlob(comparable(pattern)))
  return {
    kind: 'pattern',
    reason,
    ...named,
    entries: namedEntries([comparable(pattern)], placeOf),
    strike: (account, open) => {
      if (named.matches(account)) open.clear()
    },
  }
}

export function excludeGroup(reason: string, group: string, placeOf?: (entry: number) => string): Exclusion {
  const id = (plainGuid(group) ?? group).toLowerCase()
  return {
    kind: 'group',
    reason,
    readsNames: false,
    matches: untold,
    entries: namedEntries([id], placeOf),
    asks: { kind: 'group', id },
  }
}

export function excludeJoiners(reason: string, days: number, by: JoinerDate): Exclusion {
  return { kind: 'joiners', reason, readsNames: false, matches: untold, asks: { kind: 'joiners', days, by } }
}

export function excludeUnlicensed(reason: string): Exclusion {
  return { kind: 'unlicensed', reason, readsNames: false, matches: untold, asks: { kind: 'unlicensed' } }
}

/** Nobody is left out, or kept, by what was not asked. */
function untold(): never {
  throw new TypeError('an exclusion of whom the directory tells, before it was asked')
}

export function excludeGuests(reason: string): Exclusion {
  return { kind: 'guests', reason, readsNames: false, matches: ({ guest }) => guest }
}

/**
 * The accounts that Microsoft's synchronization makes for itself, in the tenant's initial domain: `Sync_SERVER_hex@`
 * by Entra Connect, `ADToAADSyncServiceAccount@` by cloud sync.
 */
export function excludeSyncAccounts(reason: string): Exclusion {
  const name =
    /^(Sync_.+_[0-9a-f]{12}|ADToAADSyncServiceAccount)@[^@]+\.(onmicrosoft\.(com|us)|partner\.onmschina\.cn)$/i
  return { kind: 'syncAccounts', reason, ...byName((text) => name.test(text)) }
}

function byName(fits: (name: string) => boolean): Pick<Exclusion, 'readsNames' | 'matches'> {
  return {
    readsNames: true,
    matches: ({ userPrincipalName }) =>
      userPrincipalName !== undefined && fits(comparable(userPrincipalName)),
  }
}

/** How names are compared: upper and lower case are alike, and so are the two ways to write `é`. */
export function comparable(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
