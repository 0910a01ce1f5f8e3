import { clouds } from '../config/cloud.ts'
import { isLoopback } from '../config/simulated-tenant.ts'
import { guid } from '../model/guid.ts'
import { capabilities } from '../model/source.ts'
import type { SavedSnapshot } from '../schemas/saved-snapshot.ts'

type SavedProvenance = SavedSnapshot['snapshots'][number]['provenance']

/**
 * What a snapshot file says of where its numbers come from that cannot be so; undefined where it fits together. Anybody
 * can write such a file with a digest that holds, so it is to say nothing of its origin that Graph would never say.
 */
export function originProblem({ tenantId, snapshots }: SavedSnapshot): string | undefined {
  if (!guid.test(tenantId)) return `its tenant "${tenantId}" is not an id`
  const origins = new Set(snapshots.map(({ provenance }) => originOf(provenance.endpoint)))
  if (origins.size > 1) return 'its parts were read from several hosts'
  return snapshots
    .map(({ provenance }) => endpointProblem(provenance))
    .find((problem) => problem !== undefined)
}

function endpointProblem({ source, endpoint, simulated }: SavedProvenance): string | undefined {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (url === undefined || `${url.origin}${url.pathname}` !== endpoint)
    return 'it names no address it was read from'
  if (simulated) {
    if (!isLoopback(url.hostname)) return `${url.host} is not a stand-in's address`
  } else {
    const cloud = Object.values(clouds).find(({ graph }) => graph === url.origin)
    if (cloud === undefined) return `${url.host} is not Microsoft Graph`
    if (source === 'registrationCounts' && !cloud.hasCountReport) return `${url.host} has no report ${source}`
  }
  return url.pathname === capabilities[source].path
    ? undefined
    : `${url.pathname} is not where ${source} is served`
}

function originOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).origin : endpoint
}
