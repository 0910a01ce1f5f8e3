import { mixKinds } from '../people/mix.ts'
import type { Scenario } from './schema.ts'
import { ScenarioError } from './scenario-error.ts'
import { type Quota, usersSchema } from './users-schema.ts'
import { validateScenario } from './validate.ts'

/** A scenario as short as a command line: two numbers, and faults written `on:kind` or `on:kind:times`. */
export interface ScenarioOptions {
  readonly population: number
  /** Users registered for MFA. */
  readonly registered: number
  readonly permissions?: readonly string[]
  /** What users have registered, as `phone=20%,whfb=5%`. */
  readonly mix?: string
  /** Who they are, as `guests=50,guestsRegistered=10,admins=8`: the numbers of a scenario's `users`. */
  readonly users?: string
  /** Accounts of their own, each as `NAME` or `NAME=guest,admin,registered`. */
  readonly accounts?: readonly string[]
  readonly throttle?: Quota
  readonly faults?: readonly string[]
}

/** @throws ScenarioError with one sentence per problem. */
export function scenarioFromOptions(options: ScenarioOptions): Scenario {
  return validateScenario({
    population: options.population,
    counts: deriveCounts(options.population, options.registered),
    ...usersOf(options),
    ...(options.permissions !== undefined && { permissions: options.permissions }),
    ...(options.throttle !== undefined && { throttle: options.throttle }),
    faults: (options.faults ?? []).map(parseFault),
  })
}

/** The scenario with further faults, which come after its own. @throws ScenarioError */
export function addFaults(scenario: Scenario, faults: readonly string[]): Scenario {
  if (faults.length === 0) return scenario
  return validateScenario({ ...scenario, faults: [...scenario.faults, ...faults.map(parseFault)] })
}

/**
 * The statuses nobody asked about lie between the MFA-registered users and the population, each at a number of its own
 * where there is room: a reader that takes the wrong status must not get the right number.
 */
function deriveCounts(population: number, mfaRegistered: number): Scenario['counts'] {
  const rest = Math.max(0, population - mfaRegistered)
  return {
    registered: mfaRegistered + Math.floor(rest / 2),
    enabled: mfaRegistered + rest,
    capable: mfaRegistered + Math.floor(rest / 4),
    mfaRegistered,
  }
}

function usersOf({ mix, users, accounts = [] }: ScenarioOptions): { readonly users?: unknown } {
  if (mix === undefined && users === undefined && accounts.length === 0) return {}
  return {
    users: {
      ...(users === undefined ? {} : parseUsers(users)),
      ...(mix === undefined ? {} : { mix: parseMix(mix) }),
      ...(accounts.length === 0 ? {} : { accounts: accounts.map(parseAccount) }),
    },
  }
}

function parseUsers(words: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    words.split(',').map((part) => {
      const [, kind = '', number] = /^\s*(\w+)=(\d{1,15})\s*$/.exec(part) ?? []
      if (number === undefined || !userNumbers.includes(kind)) {
        throw new ScenarioError([
          `The users "${words}" must be written kind=number, as in guests=50,admins=8; kinds: ${userNumbers.join(', ')}.`,
        ])
      }
      return [kind, Number(number)]
    }),
  )
}

/** What of a scenario's `users` is a number. */
const userNumbers = Object.keys(usersSchema.properties).filter(
  (name) => name !== 'mix' && name !== 'accounts',
)

function parseAccount(words: string): unknown {
  const [userPrincipalName = '', traits = '', ...more] = words.split('=')
  const given = traits === '' ? [] : traits.split(',')
  if (userPrincipalName === '' || more.length > 0 || given.some((trait) => !accountTraits.includes(trait))) {
    throw new ScenarioError([
      `The account "${words}" must be written NAME or NAME=${accountTraits.join(',')}, of which any may be left out.`,
    ])
  }
  return {
    userPrincipalName,
    ...(given.includes('guest') && { userType: 'guest' }),
    ...(given.includes('admin') && { isAdmin: true }),
    ...(given.includes('registered') && { registered: true }),
  }
}

const accountTraits: readonly string[] = ['guest', 'admin', 'registered']

function parseMix(words: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    words.split(',').map((part) => {
      const [kind = '', share, ...more] = part.trim().split('=')
      if (kind === '' || share === undefined || more.length > 0) {
        throw new ScenarioError([
          `The mix "${words}" must be written kind=share, as in phone=20%,whfb=5%; kinds: ${Object.keys(mixKinds).join(', ')}.`,
        ])
      }
      return [kind, /^\d+$/.test(share) ? Number(share) : share]
    }),
  )
}

function parseFault(words: string): unknown {
  const [on, kind, times, ...more] = words.split(':')
  if (kind === undefined || more.length > 0 || (times !== undefined && !/^\d+$/.test(times))) {
    throw new ScenarioError([
      `The fault "${words}" must be written on:kind or on:kind:times, as in report:throttle-429:2.`,
    ])
  }
  return { on, kind, ...(times !== undefined && { times: Number(times) }) }
}
