import type { Directory } from './directory.ts'
import { azurePipelinesPath } from './issuers/azure-pipelines.ts'
import { gitHubActionsPath } from './issuers/github-actions.ts'
import { appServicePath } from './issuers/managed-identity.ts'
import { clusterToken, type Proofs, type TokenOptions, userToken } from './proofs/proofs.ts'
import type { Tokens } from './tokens.ts'

type Variables = Readonly<Record<string, string>>

/** What a runner of each kind finds in its environment, and what its files and tools would hold. */
export interface WaysIn {
  readonly gitHubActions: Variables
  readonly azurePipelines: Variables
  readonly appService: Variables
  readonly virtualMachine: Variables
  certificate(): Promise<{ readonly certificate: string; readonly privateKey: string }>
  /** A workload's token from a cluster that the app trusts. */
  clusterToken(options?: TokenOptions): Promise<string>
  /** A signed-in user's token for Graph; for the tenant's neighbour when `tenant` says so. */
  userToken(scopes: readonly string[], tenant?: 'own' | 'other'): Promise<string>
}

export function createWaysIn(directory: Directory, tokens: Tokens, proofs: Proofs): WaysIn {
  const { origin, tenantId, otherTenantId } = directory
  const { actionsRequestToken, pipelinesAccessToken, serviceConnectionId, identityHeader } = proofs.secrets
  return {
    gitHubActions: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}${gitHubActionsPath}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: actionsRequestToken,
    },
    azurePipelines: {
      SYSTEM_OIDCREQUESTURI: `${origin}${azurePipelinesPath}`,
      SYSTEM_ACCESSTOKEN: pipelinesAccessToken,
      AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: serviceConnectionId,
    },
    appService: { IDENTITY_ENDPOINT: `${origin}${appServicePath}`, IDENTITY_HEADER: identityHeader },
    virtualMachine: { AZURE_POD_IDENTITY_AUTHORITY_HOST: origin },
    certificate: proofs.certificate,
    clusterToken: (options) => clusterToken(proofs, options),
    userToken: (scopes, tenant = 'own') =>
      userToken(tokens, tenant === 'own' ? tenantId : otherTenantId, scopes, proofs.now()),
  }
}
