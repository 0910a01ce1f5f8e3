import type { TokenCredential } from '@azure/identity'
import type { CredentialChoice } from './choose/choice.ts'
import { openAzurePipelines } from './ways/azure-pipelines.ts'
import { openCertificate } from './ways/certificate.ts'
import { openClientSecret } from './ways/client-secret.ts'
import { openFound } from './ways/found.ts'
import { openManagedIdentity } from './ways/managed-identity.ts'
import { openOidcRequest } from './ways/oidc-request.ts'
import { openOidcToken } from './ways/oidc-token.ts'
import type { Opening } from './ways/opening.ts'
import { openTool } from './ways/tool.ts'
import { openUserPassword } from './ways/user-password.ts'
import { openWorkloadIdentity } from './ways/workload-identity.ts'

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
      return openWorkloadIdentity(choice, opening)
    case 'user-password':
      return openUserPassword(choice, opening)
    case 'managed-identity':
      return openManagedIdentity(choice, opening)
    case 'tool':
      return openTool(choice, opening)
    case 'found':
      return openFound(choice.candidates, opening)
  }
}
