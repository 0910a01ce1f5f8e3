import { createHash, type Hash } from 'node:crypto'
import { CouldNotRead } from '../posture/could-not-read.ts'
import { addPage, closeLedger, emptyLines, type LedgerLines } from '../posture/ledger.ts'
import type { Snapshot } from '../posture/snapshot.ts'
import { capabilities } from '../posture/source.ts'
import type { Undetermined } from '../posture/undetermined.ts'
import type { RegistrationDetailsPage } from '../schemas/registration-details.ts'
import { errorsOf, isRegistrationDetails } from '../schemas/validate.ts'
import type { Answer } from './answer.ts'
import type { GraphConnection } from './connection.ts'
import { isThere, type Member } from './details-members.ts'
import { type DetailsRequest, membersNeeded, selectOf } from './details-request.ts'
import { detailsSnapshot } from './details-snapshot.ts'
import { IdSet } from './id-set.ts'
import { parseJsonBody, unexpectedBody } from './json-body.ts'
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
  /** Of the latest page. */
  requestId: string | undefined

  constructor(request: DetailsRequest) {
    this.counter = new UserCounter(request)
  }
}

/**
 * Counts the users of the report `userRegistrationDetails`, page by page; complete, or no numbers at all.
 * Source: Microsoft Graph v1.0, resource type userRegistrationDetails.
 * @throws CouldNotRead, with the ledger once a page has come
 */
export async function readRegistrationDetails(
  graph: GraphConnection,
  tenantId: string,
  now: () => Date,
  request: DetailsRequest,
  progress: Progress = () => undefined,
): Promise<Snapshot> {
  const before = graph.requests
  for (let restarts = 0; ; restarts += 1) {
    const walk = new Walk(request)
    const ledger = () => closeLedger(walk.lines, graph.requests - before, restarts)
    try {
      await run(walk, graph, request, progress)
      const provenance = {
        endpoint: `${graph.root.origin}/v1.0${path}`,
        requestId: walk.requestId,
        receivedAt: now().toISOString(),
        bodySha256: walk.hash.digest('hex'),
        simulated: graph.root.simulated,
      }
      return detailsSnapshot(tenantId, request, walk.counter.tallies(), ledger(), provenance)
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === undefined) throw error
      if (error instanceof SkipTokenExpired && restarts === 0) request.list?.restart()
      else throw walk.begun ? new CouldNotRead({ ...reason, ledger: ledger() } as Undetermined, error) : error
    }
  }
}

async function run(walk: Walk, graph: GraphConnection, request: DetailsRequest, progress: Progress) {
  const needed = membersNeeded(request)
  const query = `?$top=${pageSize}&$select=${selectOf(request)}`
  const { permission } = capabilities.registrationDetails
  await walkPages(graph, path + query, permission, (answer) => {
    walk.begun = true
    walk.requestId = answer.requestId
    const page = parsePage(answer)
    countPage(walk, page, needed)
    walk.hash.update(answer.sha256)
    progress(walk.lines)
    return page[nextLink]
  })
}

function parsePage(answer: Answer): RegistrationDetailsPage {
  const body = parseJsonBody(answer)
  if (!isRegistrationDetails(body)) throw unexpectedBody(errorsOf(isRegistrationDetails), answer)
  // OData 4.01 calls it `@nextLink`. Passed over, it would make this page the last one.
  const other = Object.keys(body).find((key) => key !== nextLink && /next_?link/i.test(key))
  if (other === undefined) return body
  throw unexpectedBody([{ instancePath: '', message: `has ${other} in place of ${nextLink}` }], answer)
}

const nextLink = '@odata.nextLink'

function countPage(walk: Walk, { value }: RegistrationDetailsPage, needed: readonly Member[]): void {
  if (value === undefined) throw doubtful({ kind: 'value-missing' }, walk.requestId)
  const seen = walk.ids.size
  let lacking: Member | undefined
  let unusable = 0
  for (const row of value) {
    const missing = needed.find((member) => !isThere(row, member))
    if (missing !== undefined) {
      lacking ??= missing
      unusable += 1
    } else if (row.id !== undefined && walk.ids.add(row.id)) walk.counter.add(row)
  }
  const distinct = walk.ids.size - seen
  walk.lines = addPage(walk.lines, { rows: value.length, distinct, unusable })
  const duplicated = value.length - distinct - unusable
  if (lacking !== undefined)
    throw doubtful({ kind: 'rows-lacking', member: lacking, rows: unusable }, walk.requestId)
  if (duplicated > 0) throw doubtful({ kind: 'rows-duplicated', rows: duplicated }, walk.requestId)
}

function reasonOf(error: unknown): Undetermined | undefined {
  if (error instanceof CouldNotRead) return error.reason
  return error instanceof SkipTokenExpired
    ? { code: 'pages-doubtful', fault: { kind: 'skip-token-expired' } }
    : undefined
}
