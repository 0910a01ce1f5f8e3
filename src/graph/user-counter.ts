import { countOf } from '../model/count.ts'
import type { Account, Exclusion } from '../model/exclusion.ts'
import { unmatchedOf } from '../model/named-entries.ts'
import { type FlagMeasure, flagOf, type Measure } from '../model/measure.ts'
import { groupOf, type Segment } from '../model/segment.ts'
import type { Counts, Tally } from '../model/tally.ts'
import type { RegistrationDetailsRow } from '../schemas/registration-details.ts'
import { havingOf } from '../model/methods/interval.ts'
import { noClassification } from '../model/methods/method-class.ts'
import { type IsIn, isInSegment } from './details-members.ts'
import type { DetailsRequest } from './details-request.ts'
import { MethodCells } from './method-cells.ts'

type Flag = ReturnType<typeof flagOf>

/** Plain numbers for one segment: users, and users with each measure, in the order of the request. */
interface Sums {
  users: number
  readonly having: number[]
  /** Users by the number of their cell; empty where methods are not asked about. */
  readonly cells: number[]
}

interface SegmentSums {
  readonly segment: Segment
  readonly isIn: IsIn
  /** How many users the group has; undefined: the segment is none of a group. */
  readonly inGroup: number | undefined
  readonly before: Sums
  readonly after: Sums
  /** Users left out, by exclusion. */
  readonly excluded: number[]
}

/** Adds users up, and forgets each at once: what it keeps does not grow with the tenant. */
export class UserCounter {
  readonly #request: DetailsRequest
  /** Of each measure of the request, in its order. */
  readonly #flags: readonly Flag[]
  readonly #exclusions: readonly Exclusion[]
  readonly #sums: readonly SegmentSums[]
  /** Of each exclusion what has fitted nobody so far. */
  readonly #open: readonly Set<string>[]
  /** Undefined: nobody asks about methods. */
  readonly #methods: MethodCells | undefined

  constructor(request: DetailsRequest) {
    this.#request = request
    this.#flags = request.measures.map((measure) => flagOf(measure))
    this.#exclusions = request.exclusions?.list ?? []
    // Among admins alone nobody can tell whether an entry fits a user who is none.
    this.#open = this.#exclusions.map(
      ({ entries }) => new Set(request.adminsAlone === true ? [] : entries?.places.keys()),
    )
    this.#methods = request.methodMeasures.length === 0 ? undefined : new MethodCells()
    const sums = (): Sums => ({ users: 0, having: request.measures.map(() => 0), cells: [] })
    this.#sums = request.segments.map((segment) => ({
      segment,
      isIn: isInSegment(segment, request.groups),
      inGroup: request.groups.get(groupOf(segment) ?? segment)?.size,
      before: sums(),
      after: sums(),
      excluded: this.#exclusions.map(() => 0),
    }))
  }

  add(row: RegistrationDetailsRow): void {
    const exclusion = this.#exclusions.length === 0 ? -1 : this.#exclusionOf(row)
    const cell = this.#methods?.numberOf(row)
    for (const { isIn, before, after, excluded } of this.#sums) {
      if (!isIn(row)) continue
      addUser(before, row, this.#flags, cell)
      if (exclusion === -1) addUser(after, row, this.#flags, cell)
      else excluded[exclusion] = (excluded[exclusion] ?? 0) + 1
    }
    if (exclusion === -1 && this.#request.list !== undefined) this.#takeDown(row, cell)
  }

  /** The numbers of each segment. */
  tallies(): ReadonlyMap<Segment, Tally> {
    return new Map(this.#sums.map((sums) => [sums.segment, this.#tallyOf(sums)]))
  }

  #exclusionOf({ id = '', userPrincipalName, userType }: RegistrationDetailsRow): number {
    const account = { id, userPrincipalName: userPrincipalName ?? undefined, guest: userType === 'guest' }
    this.#strike(account)
    return this.#exclusions.findIndex((exclusion) => exclusion.matches(account))
  }

  /** Also by an exclusion that comes later than the one the account counts for. */
  #strike(account: Account): void {
    for (const [index, open] of this.#open.entries()) {
      if (open.size > 0) this.#exclusions[index]?.strike?.(account, open)
    }
  }

  #takeDown(row: RegistrationDetailsRow, cell: number | undefined): void {
    const { measures, list } = this.#request
    const lacks = [
      ...measures.filter((measure) => row[flagOf(measure)] === false),
      ...this.#methodsLacking(cell),
    ]
    if (lacks.length === 0) return
    list?.add({
      id: row.id ?? '',
      userPrincipalName: row.userPrincipalName ?? '',
      userDisplayName: row.userDisplayName ?? '',
      userType: row.userType ?? '',
      isAdmin: row.isAdmin ?? undefined,
      lacks,
      segments: this.#sums.flatMap(({ segment, isIn }) => (isIn(row) ? [segment] : [])),
    })
  }

  /** Also what nobody can tell whether the user has it. */
  #methodsLacking(cell: number | undefined): readonly Measure[] {
    const { methodMeasures, classification = noClassification } = this.#request
    const profile = cell === undefined ? undefined : this.#methods?.profileOf(cell)
    if (profile === undefined) return []
    return methodMeasures.filter((measure) => havingOf(measure, profile, classification) !== 'has')
  }

  #numbersOf(sums: Sums): Pick<Tally, 'population' | 'counts' | 'methods'> {
    const counts = countsOf(sums, this.#request.measures)
    const methods = this.#methods?.cellsOf(sums.cells)
    return { population: countOf(sums.users), counts, ...(methods === undefined ? {} : { methods }) }
  }

  #tallyOf({ before, after, excluded, inGroup }: SegmentSums): Tally {
    const withoutRow = inGroup === undefined ? {} : { withoutRow: countOf(inGroup - before.users) }
    const numbers = { ...this.#numbersOf(after), ...withoutRow }
    if (this.#exclusions.length === 0) return numbers
    const exclusions = {
      ...this.#numbersOf(before),
      excluded: this.#exclusions.map(({ kind, reason, entries }, index) => {
        const unmatched = entries && unmatchedOf(entries, this.#open[index] ?? new Set())
        const left = { kind, reason, users: excluded[index] ?? 0 }
        return unmatched === undefined ? left : { ...left, unmatched }
      }),
    }
    return { ...numbers, exclusions }
  }
}

function addUser(
  sums: Sums,
  row: RegistrationDetailsRow,
  flags: readonly Flag[],
  cell: number | undefined,
): void {
  sums.users += 1
  if (cell !== undefined) sums.cells[cell] = (sums.cells[cell] ?? 0) + 1
  // Without entries(), which would make an array for every user and measure.
  let index = 0
  for (const flag of flags) {
    if (row[flag] === true) sums.having[index] = (sums.having[index] ?? 0) + 1
    index += 1
  }
}

function countsOf({ having }: Sums, measures: readonly FlagMeasure[]): Counts {
  return Object.fromEntries(measures.map((measure, index) => [measure, countOf(having[index] ?? 0)]))
}
