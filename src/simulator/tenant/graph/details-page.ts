import type { Directory } from '../directory.ts'
import type { People, Person } from '../people/people.ts'
import { type DetailsRow, members, rowMaker } from './details-row.ts'
import type { GraphRefusal } from './refusals.ts'

export type { DetailsRow } from './details-row.ts'

/** A page of the per-user report, wide enough for what its faults make of it. */
export interface DetailsDraft {
  /** The address that was asked for; not sent. */
  readonly address: string
  /** An address on another origin; not sent. */
  readonly elsewhere: string
  readonly skipToken?: string
  readonly refusal?: GraphRefusal
  readonly nextLink?: string
  /** Under which name it is sent, where not the usual one. */
  readonly nextLinkKey?: string
  /** Sent as `@odata.count`. */
  readonly count?: number
  readonly value?: readonly DetailsRow[]
  /** The same page without the filter that was asked for; undefined where there was none. Not sent. */
  readonly unfiltered?: () => DetailsDraft
}

export const detailsPath = '/v1.0/reports/authenticationMethods/userRegistrationDetails'

/** What public captures show when nothing is asked for; more is not given. */
const mostRows = 1_000

/** What a client asks for; `refused` when Graph would not understand it. */
type DetailsQuery =
  | {
      readonly top: number
      readonly select: ReadonlySet<string> | undefined
      readonly filter: ((person: Person) => boolean) | undefined
      readonly offset: number
    }
  | { readonly refused: GraphRefusal }

export function readQuery(query: URLSearchParams): DetailsQuery {
  const top = query.get('$top') ?? String(mostRows)
  const token = query.get('$skiptoken')
  const offset = token === null ? '0' : /^[0-9a-f]{32}_(\d{1,15})$/.exec(token)?.[1]
  const filter = query.get('$filter')
  const accepts = filter === null ? undefined : readFilter(filter)
  if (!/^[1-9]\d{0,5}$/.test(top))
    return { refused: invalid(`Invalid value '${top}' for $top query option found.`) }
  if (offset === undefined) return { refused: invalid('Skip token is null, empty or not valid.') }
  if (accepts === undefined && filter !== null) return { refused: invalid('Invalid filter clause') }
  const select = query.get('$select')
  return {
    top: Math.min(mostRows, Number(top)),
    select: select === null ? undefined : new Set(select.split(',').map((name) => name.trim())),
    filter: accepts,
    offset: Number(offset),
  }
}

/** `isMfaRegistered eq false`, `userType eq 'guest'`, joined with `and`. */
function readFilter(filter: string): ((person: Person) => boolean) | undefined {
  const clauses = filter.split(/\s+and\s+/i).map((clause) => /^(\w+)\s+eq\s+'?(\w+)'?$/.exec(clause.trim()))
  if (clauses.includes(null)) return undefined
  const pairs = clauses.map((clause) => [clause?.[1] ?? '', clause?.[2] ?? ''] as const)
  return (person) => pairs.every(([name, value]) => String(members[name]?.(person)) === value)
}

export function draftDetails(
  directory: Directory,
  people: People,
  query: Exclude<DetailsQuery, { refused: GraphRefusal }>,
  asked: URLSearchParams,
): DetailsDraft {
  const { origin, elsewhere, tenantId } = directory
  const rowOf = rowMaker(query.select)
  const rows: DetailsRow[] = []
  let index = query.offset
  for (; index < people.size && rows.length < query.top; index += 1) {
    const person = people.at(index)
    if (query.filter?.(person) ?? true) rows.push(rowOf(person))
  }
  const skipToken = asked.get('$skiptoken')
  const address = (params: URLSearchParams): string =>
    `${origin}${detailsPath}?${params.toString().replaceAll('%24', '$')}`
  const next = new URLSearchParams(asked)
  next.set('$skiptoken', `${tenantId.replaceAll('-', '')}_${index}`)
  return {
    address: address(asked),
    elsewhere: `${elsewhere}?$skiptoken=1`,
    ...(skipToken !== null && { skipToken }),
    ...(index < people.size && { nextLink: address(next) }),
    value: rows,
    ...(query.filter !== undefined && {
      unfiltered: () => draftDetails(directory, people, { ...query, filter: undefined }, asked),
    }),
  }
}

export function detailsBody(draft: DetailsDraft): object {
  const { nextLink, nextLinkKey = '@odata.nextLink', count, value } = draft
  return {
    '@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#reports/authenticationMethods/userRegistrationDetails',
    ...(count !== undefined && { '@odata.count': count }),
    ...(nextLink !== undefined && { [nextLinkKey]: nextLink }),
    ...(value !== undefined && { value }),
  }
}

function invalid(message: string): GraphRefusal {
  return { status: 400, code: 'BadRequest', message }
}
