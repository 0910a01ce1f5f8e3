import { toCount } from '../model/count.ts'
import { type MethodCell, type MethodProfile, profileKey, stronger } from '../model/methods/method-cell.ts'
import {
  type Classification,
  knownMethods,
  type Strength,
  strengthOf,
} from '../model/methods/method-class.ts'
import { methodNamePattern } from '../schemas/method-class.ts'
import type { RegistrationDetailsRow } from '../schemas/registration-details.ts'

/** What a row says of methods; anything may stand there. */
type MethodsOfRow = Pick<RegistrationDetailsRow, 'methodsRegistered' | 'isMfaRegistered'>

const name = new RegExp(methodNamePattern)

/** A report with more kinds of users than that is none; what comes after counts as a list that cannot be read. */
const mostCells = 1_000

/** Puts each user in a cell of those who are alike, so that a segment keeps a number for each cell and nothing of users. */
export class MethodCells {
  /** The known values of each length: to compare a text of a million costs less than to hash it for a map. */
  readonly #known: (readonly (readonly [value: string, strength: Strength])[] | undefined)[] = []
  readonly #profiles: MethodProfile[] = []
  readonly #numbers = new Map<string, number>()
  readonly #plainRegistered = new Map<Strength, number>()
  readonly #plainOthers = new Map<Strength, number>()

  constructor(known: Classification = knownMethods) {
    for (const [value, found] of known)
      this.#known[value.length] = [...(this.#known[value.length] ?? []), [value, strengthOf(found)]]
  }

  /** The number of the cell of this user. */
  numberOf({ methodsRegistered: list, isMfaRegistered }: MethodsOfRow): number {
    const registered = isMfaRegistered === true
    if (!Array.isArray(list)) return this.#cell({ strongest: 'none', registered, unreadable: true })
    let strongest: Strength = 'none'
    let others: Set<string> | undefined
    let unreadable = false
    for (const value of list as readonly unknown[]) {
      const strength = typeof value === 'string' ? this.#strengthOf(value) : undefined
      if (strength !== undefined) {
        // Mostly the same as before, and asked of each of a million lists.
        if (strength !== strongest) strongest = stronger(strongest, strength)
      } else if (typeof value === 'string' && name.test(value)) others = (others ?? new Set()).add(value)
      else unreadable = true
    }
    if (others === undefined && !unreadable) return this.#plain(strongest, registered)
    const unclassified = others === undefined ? {} : { unclassified: [...others].toSorted() }
    return this.#cell({ strongest, registered, ...unclassified, ...(unreadable ? { unreadable } : {}) })
  }

  #strengthOf(value: string): Strength | undefined {
    const alike = this.#known[value.length]
    if (alike === undefined) return undefined
    for (const [known, strength] of alike) if (known === value) return strength
    return undefined
  }

  /** The cells that somebody is in, by how many users each number has, in an order that does not hang on the report's. */
  cellsOf(users: readonly number[]): readonly MethodCell[] {
    return this.#profiles
      .flatMap((profile, number) => {
        const count = toCount(users[number] ?? 0)
        return count === undefined || count === 0 ? [] : [{ ...profile, users: count }]
      })
      .toSorted((one, other) => (profileKey(one) < profileKey(other) ? -1 : 1))
  }

  /** Of nearly all users: no key is made of what they have. */
  #plain(strongest: Strength, registered: boolean): number {
    const numbers = registered ? this.#plainRegistered : this.#plainOthers
    const known = numbers.get(strongest)
    if (known !== undefined) return known
    const number = this.#cell({ strongest, registered })
    numbers.set(strongest, number)
    return number
  }

  #cell(profile: MethodProfile): number {
    const key = profileKey(profile)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const { strongest, registered, unclassified } = profile
    if (unclassified !== undefined && this.#profiles.length >= mostCells) {
      return this.#cell({ strongest, registered, unreadable: true })
    }
    this.#numbers.set(key, this.#profiles.push(profile) - 1)
    return this.#profiles.length - 1
  }

  /** Of a cell. */
  profileOf(number: number): MethodProfile | undefined {
    return this.#profiles[number]
  }
}
