import type { TokenCredential } from '@azure/identity'
import type { CredentialChoice } from './choose/choice.ts'
import { openCertificate } from './ways/certificate.ts'
import { openFound } from './ways/found.ts'
import { openManagedIdentity } from './ways/managed-identity.ts'
import { openOidcRequest } from './ways/oidc-request.ts'
import { openOidcToken } from './ways/oidc-token.ts'
import { identityOptions, type Opening } from './ways/opening.ts'
import { openTool } from './ways/tool.ts'

/** Opens what was chosen; each way in loads Microsoft's library by itself. @throws CouldNotRead */
export async function openCredential(choice: CredentialChoice, opening: Opening): Promise<TokenCredential> {
  switch (choice.kind) {
    case 'client-secret':
      return openClientSecret(choice, opening)
    case 'certificate':
      return openCertificate(choice, opening)
    case 'oidc-token':
      return openOidcToken(choice, opening)
    case 'oidc-request':
      return openOidcRequest(choice, opening)
    case 'azure-pipelines':
      return openAzurePipelines(choice, opening)
    case 'workload-identity':
      // Kubernetes and others project a token into a file; the exchange is the same as for any token file.
      return openOidcToken({ ...choice, kind: 'oidc-token', tokenFrom: undefined }, opening)
    case 'user-password':
      return openUserPassword(choice, opening)
    case 'managed-identity':
      return openManagedIdentity(choice, opening)
    case 'tool':
      return openTool(choice, opening)
    case 'found':
      return openFound(choice, opening)
  }
}

type Chosen<Kind extends CredentialChoice['kind']> = Extract<CredentialChoice, { kind: Kind }>

async function openClientSecret(
  { tenantId, clientId, secretFrom }: Chosen<'client-secret'>,
  opening: Opening,
): Promise<TokenCredential> {
  const { ClientSecretCredential } = await import('./ways/app-credentials.ts')
  const secret = opening.environment[secretFrom] ?? ''
  return new ClientSecretCredential(tenantId, clientId, secret, identityOptions(opening))
}

async function openAzurePipelines(
  { tenantId, clientId, connectionId, tokenFrom }: Chosen<'azure-pipelines'>,
  opening: Opening,
): Promise<TokenCredential> {
  const { AzurePipelinesCredential } = await import('@azure/identity')
  const accessToken = opening.environment[tokenFrom]?.trim() ?? ''
  return new AzurePipelinesCredential(tenantId, clientId, connectionId, accessToken, identityOptions(opening))
}

/** Outdated, since it cannot do MFA, and still read by Microsoft's EnvironmentCredential. */
async function openUserPassword(
  { tenantId, clientId, userFrom, passwordFrom }: Chosen<'user-password'>,
  opening: Opening,
): Promise<TokenCredential> {
  const { UsernamePasswordCredential } = await import('@azure/identity')
  const { [userFrom]: user = '', [passwordFrom]: password = '' } = opening.environment
  return new UsernamePasswordCredential(tenantId, clientId, user, password, identityOptions(opening))
}
