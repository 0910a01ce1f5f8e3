import { CouldNotRead } from '../model/could-not-read.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { GraphConnection } from './connection.ts'
import { parseRegistrationCounts } from './parse-registration-counts.ts'
import { refusalReason } from './refusal.ts'

const path = '/reports/getCredentialUserRegistrationCount'
const permission = 'Reports.Read.All'

/**
 * Reads the tenant-wide counts of the beta report `getCredentialUserRegistrationCount` in one request.
 * Source: Microsoft Graph beta, resource type credentialUserRegistrationCount.
 * @throws CouldNotRead
 */
export async function readRegistrationCounts(
  graph: GraphConnection,
  tenantId: string,
  now: () => Date,
): Promise<Snapshot> {
  const answer = await graph.get('beta', path)
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
  const { population, counts } = parseRegistrationCounts(answer)
  return {
    tenantId,
    population,
    counts,
    provenance: {
      source: 'registrationCounts',
      endpoint: answer.endpoint,
      requestId: answer.requestId,
      receivedAt: now().toISOString(),
      bodySha256: answer.sha256,
      simulated: graph.root.simulated,
    },
  }
}
