import { randomBytes, randomUUID } from 'node:crypto'
import type { Directory } from '../directory.ts'
import type { Tokens } from '../tokens.ts'
import { type AppCertificate, makeAppCertificate } from './certificate.ts'
import { once } from '../once.ts'
import { createIssuer, type Issuer, makeIssuerKeys } from './issuer.ts'

export const federationAudience = 'api://AzureADTokenExchange'

/** What a pipeline service demands before it vouches for a job. */
interface ServiceSecrets {
  readonly actionsRequestToken: string
  readonly pipelinesAccessToken: string
  readonly serviceConnectionId: string
  readonly identityHeader: string
}

/** Every way but the secret in which something may prove to be the app, or speak for a user. */
export interface Proofs {
  readonly secrets: ServiceSecrets
  readonly gitHubActions: () => Promise<Issuer>
  readonly azurePipelines: () => Promise<Issuer>
  readonly cluster: () => Promise<Issuer>
  readonly certificate: () => Promise<AppCertificate>
  readonly now: () => Date
}

/** Keys take time to make, so each is made when first asked for. */
export function createProofs({ tenantId }: Directory, now: () => Date): Proofs {
  return {
    secrets: {
      actionsRequestToken: randomBytes(30).toString('base64url'),
      pipelinesAccessToken: randomBytes(30).toString('base64url'),
      serviceConnectionId: randomUUID(),
      identityHeader: randomBytes(20).toString('hex'),
    },
    gitHubActions: once(() =>
      createIssuer(
        'https://token.actions.githubusercontent.com',
        'repo:example/platform:environment:production',
        keysOf.gitHubActions,
      ),
    ),
    azurePipelines: once(() =>
      createIssuer(
        `https://login.microsoftonline.com/${tenantId}/v2.0`,
        'sc://example/platform/entra-mfa-gate',
        keysOf.azurePipelines,
      ),
    ),
    cluster: once(() =>
      createIssuer(
        'https://oidc.example.org/cluster/',
        'system:serviceaccount:platform:entra-mfa-gate',
        keysOf.cluster,
      ),
    ),
    certificate: once(makeAppCertificate),
    now,
  }
}

export interface TokenOptions {
  readonly subject?: string
  readonly audience?: string
  readonly lifetimeSeconds?: number
}

/** What the cluster's token file holds, or a token for a fixed variable; as wrong as `wish` says. */
export async function clusterToken(proofs: Proofs, options: TokenOptions = {}): Promise<string> {
  const issuer = await proofs.cluster()
  const claims = { subject: issuer.subject, audience: federationAudience, lifetimeSeconds: 3600, ...options }
  return issuer.issue(claims, proofs.now())
}

/** What a signed-in user's tool answers: delegated permissions, no roles. */
export function userToken(
  tokens: Tokens,
  tenantId: string,
  scopes: readonly string[],
  at: Date,
): Promise<string> {
  return tokens.issue({ tenantId, audience: tokens.audience, roles: [], scopes }, at)
}

/** Those of the services, which vouch for workloads of many tenants: once in a process. */
const keysOf = {
  gitHubActions: once(makeIssuerKeys),
  azurePipelines: once(makeIssuerKeys),
  cluster: once(makeIssuerKeys),
}
