import { header, type Incoming } from '../http/incoming.ts'
import { empty, json, type Reply } from '../http/reply.ts'
import { federationAudience, type Proofs } from '../proofs/proofs.ts'

export const azurePipelinesPath = '/azure-pipelines/oidctoken'

/** As Azure DevOps marks whatever it says, an empty refusal too. */
const ownHeaders = { 'X-TFS-ProcessId': '6d1d0d1c-0c5e-4d0a-9a7e-1f4c8a1f7b52' }

/** `POST $SYSTEM_OIDCREQUESTURI?api-version=7.1&serviceConnectionId=…`, as an Azure Pipelines job asks. */
export async function answerAzurePipelines(incoming: Incoming, proofs: Proofs): Promise<Reply> {
  const { pipelinesAccessToken, serviceConnectionId } = proofs.secrets
  if (incoming.method !== 'POST') return empty(405)
  if (header(incoming, 'authorization') !== `Bearer ${pipelinesAccessToken}`) {
    // Where a browser would be sent to sign in, unless the caller suppresses it.
    return empty(header(incoming, 'x-tfs-fedauthredirect') === 'Suppress' ? 401 : 302, ownHeaders)
  }
  if (incoming.query.get('serviceConnectionId') !== serviceConnectionId) {
    return json(404, { message: 'The service connection was not found.' })
  }
  const issuer = await proofs.azurePipelines()
  const claims = { subject: issuer.subject, audience: federationAudience, lifetimeSeconds: 300 }
  return json(200, { oidcToken: await issuer.issue(claims, incoming.at) })
}
