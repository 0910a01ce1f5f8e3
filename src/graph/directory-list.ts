import { CouldNotRead } from '../model/could-not-read.ts'
import { plainGuid } from '../model/guid.ts'
import type { DirectoryLedger, PageFault } from '../model/ledger.ts'
import type { Undetermined } from '../model/undetermined.ts'
import isDirectoryList from '../schemas/compiled/is-directory-list.cjs'
import type { DirectoryEntry, DirectoryListPage } from '../schemas/directory-list.ts'
import { errorsOf } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'
import type { GraphConnection } from './connection.ts'
import { declaredCount, furtherLinks, isRemoved, parseJsonBody, unexpectedBody } from './json-body.ts'
import { doubtful, type Page, SkipTokenExpired, walkPages } from './page-walk.ts'

/** A list of the directory, of which every entry has an id of its own. */
interface DirectoryList {
  /** How its ledger calls it. */
  readonly what: string
  /** With the query. */
  readonly path: string
  readonly permission: string
  readonly headers?: Readonly<Record<string, string>>
  readonly absent?: (answer: GraphResponse) => Undetermined
  /** Whether an entry has an id of its own kind, and not an object's. */
  readonly opaqueIds?: boolean
}

/** Takes each entry once, with its id in lower case. @throws CouldNotRead at one that cannot be understood */
type Take = (id: string, entry: DirectoryEntry, answer: GraphResponse) => void

/** What one attempt finds, and who takes it down. */
interface Finding<Found> {
  readonly found: Found
  readonly take: Take
}

/**
 * Reads a list whole, or not at all; each attempt begins anew, as a token of a page may expire once.
 * @throws CouldNotRead
 */
export async function readList<Found>(
  directory: GraphConnection,
  list: DirectoryList,
  begin: () => Finding<Found>,
): Promise<{ readonly found: Found; readonly ledger: DirectoryLedger }> {
  const before = directory.requests
  for (let restarts = 0; ; restarts += 1) {
    const { found, take } = begin()
    const walk = new ListWalk(take, list.opaqueIds === true)
    try {
      await walkPages(directory, list.path, list, (answer) => walk.open(answer))
      walk.checkWhole()
      const requests = directory.requests - before
      return { found, ledger: { what: list.what, requests, pages: walk.pages, rows: walk.ids.size } }
    } catch (error) {
      const expired = error instanceof SkipTokenExpired
      if (expired && restarts === 0) continue
      throw expired
        ? ofList(doubtful({ kind: 'skip-token-expired' }, walk.requestId), list)
        : ofList(error, list)
    }
  }
}

/** The same failure, which says what it is about. */
function ofList(error: unknown, { what }: DirectoryList): unknown {
  if (!(error instanceof CouldNotRead)) return error
  const { reason } = error
  const tells = reason.code === 'permission-missing' || reason.code === 'pages-doubtful'
  return tells ? new CouldNotRead({ ...reason, list: what }, error) : error
}

class ListWalk {
  readonly #take: Take
  readonly #opaque: boolean
  readonly ids = new Set<string>()
  pages = 0
  #declared: number | undefined
  requestId: string | undefined

  constructor(take: Take, opaque: boolean) {
    this.#take = take
    this.#opaque = opaque
  }

  open(answer: GraphResponse): Page {
    this.requestId = answer.requestId
    const page = parsePage(answer)
    // Of the whole list, on whichever page.
    this.#declared = declaredCount(page, answer) ?? this.#declared
    const { value, '@odata.nextLink': nextLink } = page
    if (value === undefined) throw doubtful({ kind: 'value-missing' }, answer.requestId)
    this.pages += 1
    return {
      nextLink,
      take: () => {
        for (const entry of value) this.#takeEntry(entry, answer)
      },
    }
  }

  #takeEntry(entry: DirectoryEntry, answer: GraphResponse): void {
    if (isRemoved(entry)) throw doubtful({ kind: 'rows-removed', rows: 1 }, answer.requestId)
    const id = this.#opaque ? entry.id : plainGuid(entry.id ?? '')?.toLowerCase()
    if (id === undefined || id === '')
      throw doubtful({ kind: 'rows-lacking', member: 'id', rows: 1 }, answer.requestId)
    // Who is in two of the groups within one comes once; where they come twice it changes nothing.
    if (this.ids.has(id)) return
    this.ids.add(id)
    this.#take(id, entry, answer)
  }

  checkWhole(): void {
    const rows = this.ids.size
    if (this.#declared === undefined || this.#declared === rows) return
    const fault: PageFault = { kind: 'count-unequal', declared: this.#declared, rows }
    throw doubtful(fault, this.requestId)
  }
}

function parsePage(answer: GraphResponse): DirectoryListPage {
  const body = parseJsonBody(answer)
  if (!isDirectoryList(body)) throw unexpectedBody(errorsOf(isDirectoryList), answer)
  const other = furtherLinks(body).find((key) => key !== '@odata.nextLink')
  if (other === undefined) return body
  throw unexpectedBody([{ instancePath: '', message: `has ${other} in place of @odata.nextLink` }], answer)
}
