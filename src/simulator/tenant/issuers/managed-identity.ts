import type { Directory } from '../directory.ts'
import { header, type Incoming } from '../http/incoming.ts'
import { json, type Reply } from '../http/reply.ts'
import type { Proofs } from '../proofs/proofs.ts'
import { lifetimeSeconds, type Tokens } from '../tokens.ts'

export const appServicePath = '/msi/token'
export const instanceMetadataPath = '/metadata/identity/oauth2/token'

/** `GET $IDENTITY_ENDPOINT?resource=…`, as App Service, Functions and Container Apps serve it. */
export async function answerAppService(
  incoming: Incoming,
  directory: Directory,
  tokens: Tokens,
  proofs: Proofs,
): Promise<Reply> {
  return header(incoming, 'x-identity-header') === proofs.secrets.identityHeader
    ? answer(incoming, directory, tokens)
    : json(403, { statusCode: 403, message: 'The identity header is not valid.' })
}

/** `GET /metadata/identity/oauth2/token?resource=…`, as a virtual machine's metadata service serves it. */
export async function answerInstanceMetadata(
  incoming: Incoming,
  directory: Directory,
  tokens: Tokens,
): Promise<Reply> {
  return header(incoming, 'metadata') === 'true'
    ? answer(incoming, directory, tokens)
    : json(400, { error: 'invalid_request', error_description: 'Required metadata header not specified' })
}

async function answer(incoming: Incoming, directory: Directory, tokens: Tokens): Promise<Reply> {
  const { tenantId, clientId, scenario } = directory
  const wanted = incoming.query.get('client_id')
  if (wanted !== null && wanted !== clientId) {
    return json(400, { error: 'invalid_request', error_description: 'Identity not found' })
  }
  const resource = incoming.query.get('resource') ?? ''
  const token = await tokens.issue({ tenantId, audience: resource, roles: scenario.permissions }, incoming.at)
  const expiresOn = Math.floor(incoming.at.getTime() / 1000) + lifetimeSeconds
  return json(200, {
    access_token: token,
    client_id: clientId,
    expires_in: String(lifetimeSeconds),
    expires_on: String(expiresOn),
    resource,
    token_type: 'Bearer',
  })
}
