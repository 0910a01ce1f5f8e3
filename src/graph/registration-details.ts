import { createHash, type Hash } from 'node:crypto'
import { CouldNotRead } from '../model/could-not-read.ts'
import { addPage, type AdminsFilter, closeLedger, emptyLines, type LedgerLines } from '../model/ledger.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { plainGuid } from '../model/guid.ts'
import { capabilities } from '../model/source.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { RegistrationDetailsPage, RegistrationDetailsRow } from '../schemas/registration-details.ts'
import isRegistrationDetails from '../schemas/compiled/is-registration-details.cjs'
import { errorsOf } from '../schemas/validator.ts'
import type { GraphResponse } from './response.ts'
import type { GraphConnection } from './connection.ts'
import { hasMember, type Member } from './details-members.ts'
import { type DetailsRequest, membersNeeded, selectOf } from './details-request.ts'
import { detailsSnapshot } from './details-snapshot.ts'
import { IdSet } from './id-set.ts'
import { declaredCount, furtherLinks, isRemoved, parseJsonBody, unexpectedBody } from './json-body.ts'
import { doubtful, SkipTokenExpired, walkPages } from './page-walk.ts'
import { UserCounter } from './user-counter.ts'

const path = '/reports/authenticationMethods/userRegistrationDetails'

/** What public tools ask for; Microsoft documents no maximum. */
export const pageSize = 999

/** How far a walk has come. */
export type Progress = (lines: Pick<LedgerLines, 'pages' | 'rows'>) => void

/** One run over all pages; what it holds is thrown away when it must begin anew. */
class Walk {
  readonly counter: UserCounter
  readonly ids = new IdSet()
  readonly hash: Hash = createHash('sha256')
  lines = emptyLines
  begun = false
  /** Rows that lack nothing but the type, of which people want to know how many there are in all. */
  typeless = 0
  /** How many rows the report says that it has, where it says so; on whichever page, it means all of them. */
  readonly declared = new Set<number>()
  /** Of the latest page. */
  requestId: string | undefined

  /** Whether rows of anybody else than admins are no answer. */
  readonly adminsAlone: boolean

  constructor(request: DetailsRequest) {
    this.counter = new UserCounter(request)
    this.adminsAlone = request.adminsAlone === true
  }

  /** @throws AdminsUnfiltered at a row that is not surely an admin's, where admins alone were asked for */
  refuseOthers(rows: readonly RegistrationDetailsRow[]): void {
    if (this.adminsAlone && rows.some(({ isAdmin }) => isAdmin !== true))
      throw new AdminsUnfiltered('ignored')
  }
}

/** Admins cannot be had by a filter. */
export class AdminsUnfiltered extends Error {
  readonly why: Exclude<AdminsFilter, 'heeded' | 'passedOver'>

  constructor(why: AdminsUnfiltered['why']) {
    super(why)
    this.why = why
  }
}

/** What was asked before this walk, of which its ledger tells too. */
interface Before {
  /** Requests that had been sent. */
  readonly requests: number
  readonly adminsFilter?: AdminsFilter | undefined
}

/**
 * Counts the users of the report `userRegistrationDetails`, page by page; complete, or no numbers at all.
 * Source: Microsoft Graph v1.0, resource type userRegistrationDetails.
 * @throws CouldNotRead, with the ledger once a page has come; AdminsUnfiltered where it was asked for admins alone
 */
export async function readRegistrationDetails(
  graph: GraphConnection,
  tenantId: string,
  now: () => Date,
  request: DetailsRequest,
  progress: Progress = () => undefined,
  before: Before = { requests: graph.requests },
): Promise<Snapshot> {
  let seenBefore = 0
  for (let restarts = 0; ; restarts += 1) {
    const walk = new Walk(request)
    const ledger = () =>
      closeLedger(walk.lines, walk.ids.size, graph.requests - before.requests, restarts, before.adminsFilter)
    try {
      await run(walk, graph, request, progress)
      checkWhole(walk, seenBefore)
      const provenance = {
        endpoint: `${graph.root.origin}/v1.0${path}`,
        requestId: walk.requestId,
        receivedAt: now().toISOString(),
        bodySha256: walk.hash.digest('hex'),
        simulated: graph.root.simulated,
      }
      return detailsSnapshot(tenantId, request, walk.counter.tallies(), ledger(), provenance)
    } catch (error) {
      const reason = typelessReason(walk) ?? reasonOf(error)
      if (reason === undefined) throw error
      seenBefore = walk.ids.size
      if (isWorthAnother(reason) && restarts === 0) request.list?.restart()
      else throw walk.begun ? new CouldNotRead({ ...reason, ledger: ledger() } as Undetermined, error) : error
    }
  }
}

/** Pages that moved while they were read: a walk of its own may find them at rest. */
function isWorthAnother(reason: Undetermined): boolean {
  const fault = reason.code === 'pages-doubtful' ? reason.fault.kind : undefined
  return fault === 'skip-token-expired' || fault === 'rows-duplicated'
}

/** Told before what ended the walk, since a walk that succeeds would come to nothing else. */
function typelessReason({ typeless, requestId }: Walk): Undetermined | undefined {
  if (typeless === 0) return undefined
  return { code: 'pages-doubtful', fault: { kind: 'types-lacking', accounts: typeless }, requestId }
}

/** @throws CouldNotRead when the walk came to its end with fewer rows than it must have */
function checkWhole(walk: Walk, seenBefore: number): void {
  // Every tenant has an admin.
  if (walk.adminsAlone && walk.lines.rows === 0) throw new AdminsUnfiltered('empty')
  const { ids, lines, declared, requestId } = walk
  const typeless = typelessReason(walk)
  if (typeless !== undefined) throw new CouldNotRead(typeless)
  refuseDuplicates(walk)
  const other = [...declared].find((count) => count !== lines.rows)
  if (other !== undefined)
    throw doubtful({ kind: 'count-unequal', declared: other, rows: lines.rows }, requestId)
  if (ids.size < seenBefore) {
    throw doubtful({ kind: 'fewer-after-restart', before: seenBefore, after: ids.size }, requestId)
  }
}

async function run(walk: Walk, graph: GraphConnection, request: DetailsRequest, progress: Progress) {
  const needed = membersNeeded(request)
  const filter = request.adminsAlone === true ? '&$filter=isAdmin eq true' : ''
  const query = `?$top=${pageSize}&$select=${selectOf(request)}${filter}`
  const { permission } = capabilities.registrationDetails
  const refused = filter === '' ? undefined : () => new AdminsUnfiltered('refused')
  await walkPages(graph, path + query, { permission, refused }, (answer) => {
    walk.begun = true
    walk.requestId = answer.requestId
    const page = parsePage(answer)
    const declared = declaredCount(page, answer)
    if (declared !== undefined) walk.declared.add(declared)
    const { value, [nextLink]: link } = page
    if (value === undefined) throw doubtful({ kind: 'value-missing' }, walk.requestId)
    walk.refuseOthers(value)
    return {
      nextLink: link,
      take: () => {
        countPage(walk, value, needed)
        walk.hash.update(answer.sha256)
        progress(walk.lines)
      },
    }
  })
}

function parsePage(answer: GraphResponse): RegistrationDetailsPage {
  const body = parseJsonBody(answer)
  if (!isRegistrationDetails(body)) throw unexpectedBody(errorsOf(isRegistrationDetails), answer)
  // OData 4.01 calls it `@nextLink`. Passed over, it would make this page the last one.
  const other = furtherLinks(body).find((key) => key !== nextLink)
  if (other === undefined) return body
  throw unexpectedBody([{ instancePath: '', message: `has ${other} in place of ${nextLink}` }], answer)
}

const nextLink = '@odata.nextLink'

function countPage(walk: Walk, rows: readonly RegistrationDetailsRow[], needed: readonly Member[]): void {
  let lacking: Member | undefined
  let unusable = 0
  let typeless = 0
  let removed = 0
  for (const row of rows) {
    const id = plainGuid(row.id ?? '')
    const missing = id === undefined ? 'id' : needed.find((member) => !hasMember(row, member))
    removed += Number(isRemoved(row))
    typeless += Number(missing === 'userType')
    if (id === undefined || missing !== undefined) {
      lacking ??= missing === 'userType' ? undefined : missing
      unusable += 1
    } else {
      walk.ids.add(id)
      walk.counter.add(id === row.id ? row : { ...row, id })
    }
  }
  walk.lines = addPage(walk.lines, { rows: rows.length, unusable })
  if (removed > 0) throw doubtful({ kind: 'rows-removed', rows: removed }, walk.requestId)
  if (lacking !== undefined) {
    throw doubtful({ kind: 'rows-lacking', member: lacking, rows: unusable - typeless }, walk.requestId)
  }
  walk.typeless += typeless
  if (walk.ids.isDue) refuseDuplicates(walk)
}

/** @throws CouldNotRead when a user has come twice */
function refuseDuplicates({ lines, ids, requestId }: Walk): void {
  const duplicated = lines.rows - lines.unusable - ids.size
  if (duplicated > 0) throw doubtful({ kind: 'rows-duplicated', rows: duplicated }, requestId)
}

function reasonOf(error: unknown): Undetermined | undefined {
  if (error instanceof CouldNotRead) return error.reason
  return error instanceof SkipTokenExpired
    ? { code: 'pages-doubtful', fault: { kind: 'skip-token-expired' } }
    : undefined
}
