import type { AdminsFilter, DirectoryLedger } from '../model/ledger.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { SourceReading } from '../model/tenant-reading.ts'
import { askDirectory, type ResolvedRequest } from './ask-directory.ts'
import { adminsRequest, type DetailsRequest, detailsRequest } from './details-request.ts'
import { expectPages } from './expect-pages.ts'
import { AdminsUnfiltered, pageSize, type Progress, readRegistrationDetails } from './registration-details.ts'
import type { SourcesRequest } from './sources-request.ts'

/** What came of the per-user report, and of questions that need more than it. */
export interface DetailsRead {
  /** Undefined: no question was left to read it for. */
  readonly snapshot: Snapshot | undefined
  readonly unread: ResolvedRequest['unread']
}

/**
 * Reads the per-user report for the questions of the request: of admins alone where that is wished and can be, else of
 * everybody. @throws CouldNotRead
 */
export async function readDetails(
  request: SourcesRequest,
  earlier: readonly SourceReading[],
): Promise<DetailsRead> {
  const resolved = await askDirectory(request)
  const { unread, ledgers } = resolved
  if (resolved.request.questions.length === 0) return { snapshot: undefined, unread }
  const snapshot = await readUsers(resolved, earlier)
  return { snapshot: ledgers.length === 0 ? snapshot : withLedgers(snapshot, ledgers), unread }
}

function withLedgers(snapshot: Snapshot, directory: readonly DirectoryLedger[]): Snapshot {
  const { ledger } = snapshot
  return ledger === undefined ? snapshot : { ...snapshot, ledger: { ...ledger, directory } }
}

async function readUsers(resolved: ResolvedRequest, earlier: readonly SourceReading[]): Promise<Snapshot> {
  const { request, groups } = resolved
  const before = request.graph.requests
  const admins = request.adminsByFilter === true ? await readAdmins(resolved) : undefined
  if (typeof admins === 'object') return admins
  const expected = await expectPages(request, earlier)
  const snapshot = await walk(request, detailsRequest({ ...request, groups }), expected?.users, {
    requests: admins === undefined ? request.graph.requests : before,
    adminsFilter: admins,
  })
  return expected === undefined ? snapshot : { ...snapshot, populations: [expected] }
}

/** Why they were not, where they were not. */
async function readAdmins(resolved: ResolvedRequest): Promise<Snapshot | AdminsFilter> {
  const { request, groups } = resolved
  const asked = adminsRequest({ ...request, groups })
  if (asked === undefined) return 'passedOver'
  const before = { requests: request.graph.requests, adminsFilter: 'heeded' } as const
  try {
    return await walk(request, asked, undefined, before)
  } catch (error) {
    if (error instanceof AdminsUnfiltered) return error.why
    throw error
  }
}

function walk(
  { graph, claims, now, progress }: SourcesRequest,
  asked: DetailsRequest,
  expected: number | undefined,
  before: Parameters<typeof readRegistrationDetails>[5],
): Promise<Snapshot> {
  const tell = (at: Parameters<Progress>[0]): void => {
    const pages = expected === undefined ? 0 : Math.ceil(Math.max(0, expected - at.rows) / pageSize)
    progress?.(at, expected, graph.outlook(pages))
  }
  return readRegistrationDetails(graph, claims.tid, now, asked, tell, before)
}
