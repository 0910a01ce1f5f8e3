import type { AdminsFilter } from '../model/ledger.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { SourceReading } from '../model/tenant-reading.ts'
import { adminsRequest, type DetailsRequest, detailsRequest } from './details-request.ts'
import { expectPages } from './expect-pages.ts'
import { AdminsUnfiltered, readRegistrationDetails } from './registration-details.ts'
import type { SourcesRequest } from './sources-request.ts'

/**
 * Reads the per-user report for the questions of the request: of admins alone where that is wished and can be, else of
 * everybody. @throws CouldNotRead
 */
export async function readDetails(
  request: SourcesRequest,
  earlier: readonly SourceReading[],
): Promise<Snapshot> {
  const before = request.graph.requests
  const admins = request.adminsByFilter === true ? await readAdmins(request) : undefined
  if (typeof admins === 'object') return admins
  const expected = await expectPages(request, earlier)
  const snapshot = await walk(request, detailsRequest(request), expected?.users, {
    requests: admins === undefined ? request.graph.requests : before,
    adminsFilter: admins,
  })
  return expected === undefined ? snapshot : { ...snapshot, populations: [expected] }
}

/** Why they were not, where they were not. */
async function readAdmins(request: SourcesRequest): Promise<Snapshot | AdminsFilter> {
  const asked = adminsRequest(request)
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
  return readRegistrationDetails(graph, claims.tid, now, asked, (at) => progress?.(at, expected), before)
}
