import type { CredentialChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'
import { requestOidcToken } from './request-oidc-token.ts'

/** The pipeline service is asked for a token at each sign-in, so a long preview never holds one that is too old. */
export const openOidcRequest: Open<Extract<CredentialChoice, { kind: 'oidc-request' }>> = async (
  { tenantId, clientId, urlFrom, tokenFrom, audience },
  opening,
) => {
  const { environment } = opening
  const request = {
    url: environment[urlFrom]?.trim() ?? '',
    urlFrom,
    bearer: environment[tokenFrom]?.trim() ?? '',
    audience,
  }
  const { ClientAssertionCredential } = await import('./app-credentials.ts')
  return new ClientAssertionCredential(
    tenantId,
    clientId,
    () => requestOidcToken(request, opening.wire),
    identityOptions(opening),
  )
}
