import { resolve } from 'node:path'
import type { Environment } from '../config/environment.ts'
import { overlaid } from '../config/overlaid.ts'
import type { ListedTenant } from '../config/tenants-file.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import { chooseCredential } from '../identity/choose/choose-credential.ts'
import { credentialText } from '../identity/credential-file.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { CredentialEntry, SecretFrom } from '../schemas/tenants-document.ts'

/** How one tenant of an audit is signed in to. */
export interface TenantSignIn {
  /** Undefined: as the environment says. */
  readonly choice: CredentialChoice | undefined
  readonly environment: Environment
}

/** Variables in which the ways to sign in look for the tenant, and for the app. */
const tenantVariables = ['ARM_TENANT_ID', 'AZURE_TENANT_ID', 'AZURESUBSCRIPTION_TENANT_ID'] as const
const clientVariables = ['ARM_CLIENT_ID', 'AZURE_CLIENT_ID', 'AZURESUBSCRIPTION_CLIENT_ID'] as const

/**
 * Looks up what the entry names. Secrets are put under names that say where they come from, which messages may repeat
 * and which tell the redaction that their values are secret.
 * @throws CouldNotRead when a variable is not set or a file cannot be read
 */
export function signInFor(
  { entry, origin, directory }: ListedTenant,
  environment: Environment,
): TenantSignIn {
  const { tenant, credential } = entry
  const own = credential && ownChoice(credential, { tenant, origin, directory, environment })
  if (own !== undefined) return own
  const ids = {
    ...valuesOf(tenantVariables, tenant),
    ...(credential === undefined ? {} : valuesOf(clientVariables, credential.clientId)),
  }
  return { choice: undefined, environment: overlaid(environment, ids) }
}

/**
 * Whether a tenant is signed in to with the token of a managed identity or of a signed-in tool, which is for whichever
 * tenant that belongs to: only an id can be held against it.
 */
export function isLooseSignIn({ entry }: ListedTenant, environment: Environment): boolean {
  const own = entry.credential
  if (own?.secretFrom ?? own?.certificateFrom ?? own?.federatedTokenFrom) return false
  const kind = kindOf(overlaid(environment, { AZURE_TENANT_ID: entry.tenant, ARM_TENANT_ID: entry.tenant }))
  return kind === 'tool' || kind === 'managed-identity' || kind === 'found'
}

function kindOf(environment: Environment): string | undefined {
  try {
    return chooseCredential(environment).kind
  } catch (error) {
    if (error instanceof CouldNotRead) return undefined
    throw error
  }
}

interface Surroundings {
  readonly tenant: string
  readonly origin: string
  readonly directory: string
  readonly environment: Environment
}

function ownChoice(entry: CredentialEntry, at: Surroundings): TenantSignIn | undefined {
  const { clientId, secretFrom, certificateFrom, certificatePasswordFrom, federatedTokenFrom } = entry
  const ids = { tenantId: at.tenant, clientId }
  const named = (key: keyof CredentialEntry): string => `${key} of ${at.origin}`
  if (secretFrom !== undefined) {
    const name = named('secretFrom')
    return {
      choice: { kind: 'client-secret', ...ids, secretFrom: name },
      environment: overlaid(at.environment, { [name]: lookUp(secretFrom, name, at) }),
    }
  }
  if (certificateFrom !== undefined) {
    const [pathFrom, passwordFrom] = [named('certificateFrom'), named('certificatePasswordFrom')]
    const password =
      certificatePasswordFrom === undefined ? undefined : lookUp(certificatePasswordFrom, passwordFrom, at)
    return {
      choice: { kind: 'certificate', ...ids, pathFrom, passwordFrom, sendChain: false },
      environment: overlaid(at.environment, {
        ...{ [pathFrom]: pathOf(certificateFrom, at), [passwordFrom]: password },
      }),
    }
  }
  if (federatedTokenFrom === undefined) return undefined
  const name = named('federatedTokenFrom')
  const { env } = federatedTokenFrom
  return {
    choice: {
      kind: 'oidc-token',
      ...ids,
      tokenFrom: env === undefined ? undefined : name,
      // Read by the way in itself, each time anew, since whoever writes it renews it.
      fileFrom: env === undefined ? name : undefined,
    },
    environment: overlaid(at.environment, {
      [name]: env === undefined ? pathOf(federatedTokenFrom, at) : variable(env, at),
    }),
  }
}

function lookUp({ env, file = '' }: SecretFrom, name: string, at: Surroundings): string {
  return env === undefined ? credentialText(resolve(at.directory, file), name) : variable(env, at)
}

function pathOf({ env, file = '' }: SecretFrom, at: Surroundings): string {
  return resolve(at.directory, env === undefined ? file : variable(env, at))
}

function variable(name: string, { environment }: Surroundings): string {
  const value = environment[name]?.trim() ?? ''
  if (value === '') throw new CouldNotRead({ code: 'credential-missing', missing: [name] })
  return value
}

function valuesOf(names: readonly string[], value: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, value]))
}
