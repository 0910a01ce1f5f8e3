import { type MethodsOf, mixed, mixOver } from './mix.ts'
import type { Scenario } from '../scenario/schema.ts'

/** What the reports say of one user. */
export interface Person {
  readonly index: number
  /** Given by the scenario; the others' names are made up from their index. */
  readonly userPrincipalName?: string
  readonly userType: 'member' | 'guest'
  readonly isAdmin: boolean
  readonly registered: boolean
  readonly capable: boolean
  readonly createdDaysAgo?: number
  readonly hiredDaysAgo?: number
  readonly licensed?: boolean
  /** `methodsRegistered` as it stands; undefined: what goes with the flags. */
  readonly methods?: unknown
}

/** Everybody in the tenant, by index, worked out when asked: nothing is held in memory but the scenario. */
export interface People {
  readonly size: number
  at(index: number): Person
}

interface Groups {
  readonly named: number
  readonly guests: number
  readonly guestsRegistered: number
  readonly admins: number
  readonly adminsRegistered: number
  readonly others: number
  readonly othersRegistered: number
  readonly notAllowed: number
}

const nobody = {
  guests: 0,
  guestsRegistered: 0,
  admins: 0,
  adminsRegistered: 0,
  notAllowed: 0,
  accounts: [],
  mix: {},
}

export function createPeople(scenario: Scenario): People {
  const { accounts, mix } = scenario.users ?? nobody
  const groups = groupsOf(scenario)
  const { registered, others } = madeUpIn(groups)
  const methodsOf = mixOver(mix, scenario.population, registered, others)
  return {
    size: scenario.population,
    at(index) {
      const account = accounts[index]
      if (account === undefined) return madeUp(index, groups, methodsOf)
      const { registered, ...given } = account
      return { index, ...given, registered, capable: registered }
    },
  }
}

/** How many of the made-up people are registered, and how many are not. */
function madeUpIn({ guests, admins, others, ...groups }: Groups) {
  const registered = groups.guestsRegistered + groups.adminsRegistered + groups.othersRegistered
  return { registered, others: guests + admins + others - registered }
}

/** Guests are spread evenly over the list, admins over the members, and the registered over each group. */
function madeUp(index: number, groups: Groups, methodsOf: MethodsOf): Person {
  const place = index - groups.named
  const size = groups.guests + groups.admins + groups.others
  const guest = share(place, groups.guests, size)
  if (guest.chosen) {
    const has = share(guest.rank, groups.guestsRegistered, groups.guests)
    return { index, userType: 'guest', isAdmin: false, ...having(has, guest.rank, [0, 0], methodsOf) }
  }
  const member = place - guest.rank
  const admin = share(member, groups.admins, groups.admins + groups.others)
  const guestsWithout = groups.guests - groups.guestsRegistered
  if (admin.chosen) {
    const has = share(admin.rank, groups.adminsRegistered, groups.admins)
    const before = [groups.guestsRegistered, guestsWithout] as const
    return { index, userType: 'member', isAdmin: true, ...having(has, admin.rank, before, methodsOf) }
  }
  const other = member - admin.rank
  const has = share(other, groups.othersRegistered, groups.others)
  const adminsWithout = groups.admins - groups.adminsRegistered
  const before = [groups.guestsRegistered + groups.adminsRegistered, guestsWithout + adminsWithout] as const
  const allowed = !share(has.rank, groups.notAllowed, groups.othersRegistered).chosen
  const person = having(has, other, before, methodsOf)
  return {
    ...{ index, userType: 'member', isAdmin: false },
    ...person,
    capable: person.registered && allowed,
  }
}

/** What somebody has, by their place in the group and how many of the groups before it are registered or are not. */
function having(
  { chosen: registered, rank }: Share,
  place: number,
  before: readonly [registered: number, others: number],
  methodsOf: MethodsOf,
): Pick<Person, 'registered' | 'capable' | 'methods'> {
  const methods = methodsOf(registered, registered ? before[0] + rank : before[1] + place - rank)
  return { registered, capable: registered, ...(methods === undefined ? {} : { methods }) }
}

interface Share {
  readonly chosen: boolean
  readonly rank: number
}

/** Whether the `place`-th of `size` is among `some` that are spread evenly, and how many of them come before. */
function share(place: number, some: number, size: number): Share {
  if (some === 0) return { chosen: false, rank: 0 }
  const rank = Math.floor((place * some) / size)
  return { chosen: Math.floor(((place + 1) * some) / size) > rank, rank }
}

function groupsOf({ population, counts, users = nobody }: Scenario): Groups {
  const { guests, guestsRegistered, admins, adminsRegistered, notAllowed, accounts } = users
  const accountsRegistered = accounts.filter(({ registered }) => registered).length
  const registered = counts.mfaRegistered ?? 0
  return {
    named: accounts.length,
    guests,
    guestsRegistered,
    admins,
    adminsRegistered,
    others: population - accounts.length - guests - admins,
    othersRegistered: registered - accountsRegistered - guestsRegistered - adminsRegistered,
    notAllowed,
  }
}

/** Why nobody can be such a population; only looked at where a scenario speaks of users. */
export function peopleProblems(scenario: Scenario): readonly string[] {
  if (scenario.users === undefined) return []
  const groups = groupsOf(scenario)
  const { guests, guestsRegistered, admins, adminsRegistered, others, othersRegistered, notAllowed } = groups
  const madeUp = madeUpIn(groups)
  const { population, users } = scenario
  const tooMany = (registered: boolean, of: number): boolean =>
    mixed(users.mix, population, registered) > Math.max(0, of)
  return [
    ...(others < 0 ? ['$.users holds more accounts than $.population.'] : []),
    ...(guestsRegistered > guests ? ['$.users.guestsRegistered is more than $.users.guests.'] : []),
    ...(adminsRegistered > admins ? ['$.users.adminsRegistered is more than $.users.admins.'] : []),
    ...(othersRegistered < 0
      ? ['$.users registers more accounts than $.counts.mfaRegistered.']
      : othersRegistered > Math.max(0, others)
        ? ['$.counts.mfaRegistered is more than the accounts of $.users can be.']
        : []),
    ...(notAllowed > Math.max(0, othersRegistered)
      ? ['$.users.notAllowed is more than the members without a role who are registered.']
      : []),
    ...(tooMany(true, madeUp.registered) ? ['$.users.mix has more who are registered than there are.'] : []),
    ...(tooMany(false, madeUp.others) ? ['$.users.mix has more who are not registered than there are.'] : []),
  ]
}
