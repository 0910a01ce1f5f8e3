import type { TokenCredential } from '@azure/identity'
import type { Environment } from '../config/settings.ts'
import { CouldNotRead } from '../posture/could-not-read.ts'

/** How to sign in, read from the environment before any library is loaded. */
export type CredentialChoice =
  | { readonly kind: 'client-secret'; readonly tenantId: string; readonly clientId: string }
  | { readonly kind: 'default' }

/**
 * A client secret when `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET` are there, else what
 * `@azure/identity` finds by itself (its DefaultAzureCredential).
 * @throws CouldNotRead `credential-missing` when a secret is given without the rest
 */
export function chooseCredential(environment: Environment): CredentialChoice {
  const { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: secret } = environment
  if (!secret) return { kind: 'default' }
  if (tenantId && clientId) return { kind: 'client-secret', tenantId, clientId }
  const missing = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'].filter((name) => !environment[name])
  throw new CouldNotRead({ code: 'credential-missing', missing })
}

/** Opens the credential. `simulatedTenant` replaces Microsoft's login by the embedded tenant's. */
export async function openCredential(
  choice: CredentialChoice,
  environment: Environment,
  simulatedTenant: string | undefined,
): Promise<TokenCredential> {
  // Loaded here because the SDK takes longer to load than everything else the gate does before a token is needed.
  const { ClientSecretCredential, DefaultAzureCredential } = await import('@azure/identity')
  // Only Microsoft's authorities are known to the instance discovery, which would refuse the embedded tenant.
  const options =
    simulatedTenant === undefined ? {} : { authorityHost: simulatedTenant, disableInstanceDiscovery: true }
  return choice.kind === 'client-secret'
    ? new ClientSecretCredential(
        choice.tenantId,
        choice.clientId,
        environment['AZURE_CLIENT_SECRET'] ?? '',
        options,
      )
    : new DefaultAzureCredential(options)
}
