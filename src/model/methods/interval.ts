import { type Count, countOf } from '../count.ts'
import type { Measure } from '../measure.ts'
import { type MethodCell, stronger } from './method-cell.ts'
import { type Classification, type MethodClass, type Strength, strengthOf } from './method-class.ts'

/** How many users have a measure: surely so many, and possibly, with those of whom nobody can tell. */
export interface Interval {
  readonly surely: Count
  readonly possibly: Count
  readonly open: OpenMethods
}

/** What it hangs on whether further users have the measure. */
export interface OpenMethods {
  /** Each value that nobody has classified, with how many of these users have it. */
  readonly values: readonly ValueUsers[]
  /** Those of these users without a list of methods that can be read. */
  readonly unreadable: number
}

interface ValueUsers {
  readonly value: string
  readonly users: number
}

interface Known {
  readonly strongest: Strength
  readonly registered: boolean
}

const resistant = ({ strongest }: Known): boolean => strongest === 'deviceBound' || strongest === 'synced'

/**
 * Whether a user has the measure, by methods that are known. Each holds of whoever has a stronger method as well, so that
 * a further one can only give a measure and never take it.
 */
const asked = {
  phishingResistant: resistant,
  phishingResistantDeviceBound: ({ strongest }) => strongest === 'deviceBound',
  // Somebody with Windows Hello alone was seen with isMfaRegistered false.
  strongMethod: (user) => user.registered || resistant(user),
  notPhoneOnly: (user) => resistant(user) || user.strongest === 'otherMfa',
} as const satisfies Partial<Record<Measure, (user: Known) => boolean>>

export type MethodMeasure = keyof typeof asked

export const methodMeasures = Object.keys(asked) as readonly MethodMeasure[]

export function isMethodMeasure(measure: Measure): measure is MethodMeasure {
  return Object.hasOwn(asked, measure)
}

/** `open`: what is known does not decide, and what is not known might. */
type Having = 'has' | 'lacks' | 'open'

export function havingOf(
  measure: MethodMeasure,
  cell: Omit<MethodCell, 'users'>,
  classification: Classification,
): Having {
  const strongest = strongestOf(cell, classification)
  if (asked[measure]({ strongest, registered: cell.registered })) return 'has'
  return isOpen(cell, classification) ? 'open' : 'lacks'
}

/** By the methods that are known in general and those that the rules document knows. */
export function strongestOf(
  { strongest, unclassified = [] }: Pick<MethodCell, 'strongest' | 'unclassified'>,
  classification: Classification,
): Strength {
  return unclassified.reduce<Strength>((strong, value) => {
    const found = classification.get(value)
    return found === undefined ? strong : stronger(strong, strengthOf(found))
  }, strongest)
}

/** Whether something of these users' is known to neither. */
export function isOpen(
  { unclassified = [], unreadable }: Pick<MethodCell, 'unclassified' | 'unreadable'>,
  classification: Classification,
): boolean {
  return unreadable === true || unclassified.some((value) => !classification.has(value))
}

/** Counts the users of one segment, by what is known of methods in general and to this rules document. */
export function intervalOf(
  measure: MethodMeasure,
  cells: readonly MethodCell[],
  classification: Classification,
): Interval {
  const alike = (having: Having): readonly MethodCell[] =>
    cells.filter((cell) => havingOf(measure, cell, classification) === having)
  const open = alike('open')
  const surely = usersIn(alike('has'))
  return {
    surely: countOf(surely),
    possibly: countOf(surely + usersIn(open)),
    open: openIn(open, classification),
  }
}

/** What nobody knows of these users' methods. */
export function openIn(cells: readonly MethodCell[], classification: Classification): OpenMethods {
  return {
    values: valuesIn(cells, (value) => !classification.has(value)),
    unreadable: usersIn(cells.filter(({ unreadable }) => unreadable === true)),
  }
}

export function usersIn(cells: readonly { readonly users: number }[]): number {
  return cells.reduce((sum, { users }) => sum + users, 0)
}

/** The values that a document classifies and that somebody has. */
export function classifiedIn(
  cells: readonly MethodCell[],
  classification: Classification,
): readonly (ValueUsers & { readonly as: MethodClass })[] {
  return [...classification].map(([value, as]) => ({
    value,
    as,
    users: usersIn(cells.filter(({ unclassified = [] }) => unclassified.includes(value))),
  }))
}

/** Sorted by how many users have it. */
function valuesIn(cells: readonly MethodCell[], isMeant: (value: string) => boolean): readonly ValueUsers[] {
  const users = new Map<string, number>()
  for (const cell of cells) {
    for (const value of cell.unclassified ?? []) {
      if (isMeant(value)) users.set(value, (users.get(value) ?? 0) + cell.users)
    }
  }
  return [...users]
    .map(([value, count]) => ({ value, users: count }))
    .toSorted((one, other) => other.users - one.users || (one.value < other.value ? -1 : 1))
}
