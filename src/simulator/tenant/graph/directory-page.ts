import type { Directory } from '../directory.ts'
import { header, type Incoming } from '../http/incoming.ts'
import type { GraphRefusal } from './refusals.ts'

export type DirectoryRow = Readonly<Record<string, unknown>>

/** A whole list, of which rows are made when they are asked for. */
export interface DirectoryRows {
  readonly size: number
  at(index: number): DirectoryRow
}

/** A page of a list of the directory, wide enough for what its faults make of it. */
export interface DirectoryDraft {
  /** The address that was asked for; not sent. */
  readonly address: string
  /** An address on another origin; not sent. */
  readonly elsewhere: string
  readonly skipToken?: string
  readonly refusal?: GraphRefusal
  readonly nextLink?: string
  readonly nextLinkKey?: string
  /** Sent as `@odata.count`. */
  readonly count?: number
  readonly value?: readonly DirectoryRow[]
}

/** What Graph gives at most. */
const mostRows = 999

/** `$count` and casts need the header as well. */
export function isAdvanced(incoming: Incoming): boolean {
  return header(incoming, 'consistencylevel') === 'eventual' && incoming.query.get('$count') === 'true'
}

export function draftDirectory(
  { origin, elsewhere }: Directory,
  rows: DirectoryRows,
  { path, query }: Incoming,
): DirectoryDraft | { readonly refused: GraphRefusal } {
  const top = query.get('$top') ?? '100'
  const token = query.get('$skiptoken')
  if (!/^[1-9]\d{0,2}$/.test(top)) return { refused: invalid(`Invalid page size specified: '${top}'.`) }
  if (token !== null && !/^\d{1,9}$/.test(token)) return { refused: invalid('Skip token is not valid.') }
  const from = Number(token ?? 0)
  const to = from + Math.min(mostRows, Number(top))
  const select = query.get('$select')?.split(',')
  const next = new URLSearchParams(query)
  next.set('$skiptoken', String(to))
  const address = (params: URLSearchParams): string =>
    `${origin}${path}?${params.toString().replaceAll('%24', '$')}`
  return {
    address: address(query),
    elsewhere: `${elsewhere}?$skiptoken=1`,
    ...(token !== null && { skipToken: token }),
    ...(to < rows.size && { nextLink: address(next) }),
    ...(query.get('$count') === 'true' && token === null && { count: rows.size }),
    value: Array.from({ length: Math.max(0, Math.min(to, rows.size) - from) }, (_, index) => {
      const row = rows.at(from + index)
      return select === undefined ? row : selected(row, select)
    }),
  }
}

/** The type of an object comes whatever is selected. */
function selected(row: DirectoryRow, select: readonly string[]): DirectoryRow {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => name.startsWith('@odata') || select.includes(name)),
  )
}

export function directoryBody({
  nextLink,
  nextLinkKey = '@odata.nextLink',
  count,
  value,
}: DirectoryDraft): object {
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#directoryObjects',
    ...(count !== undefined && { '@odata.count': count }),
    ...(nextLink !== undefined && { [nextLinkKey]: nextLink }),
    ...(value !== undefined && { value }),
  }
}

function invalid(message: string): GraphRefusal {
  return { status: 400, code: 'Request_UnsupportedQuery', message }
}
