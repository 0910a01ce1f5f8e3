import { header, type Incoming } from '../http/incoming.ts'
import { json, type Reply } from '../http/reply.ts'
import { federationAudience, type Proofs } from '../proofs/proofs.ts'

export const gitHubActionsPath = '/github-actions/idtoken'

/** `GET $ACTIONS_ID_TOKEN_REQUEST_URL&audience=…`, as a GitHub job asks for its identity token. */
export async function answerGitHubActions(incoming: Incoming, proofs: Proofs): Promise<Reply> {
  if (header(incoming, 'authorization') !== `Bearer ${proofs.secrets.actionsRequestToken}`) {
    return json(401, { $id: '1', message: 'The request token is not valid.' })
  }
  const issuer = await proofs.gitHubActions()
  const audience = incoming.query.get('audience') ?? federationAudience
  const value = await issuer.issue({ subject: issuer.subject, audience, lifetimeSeconds: 300 }, incoming.at)
  return json(200, { count: value.length, value })
}
