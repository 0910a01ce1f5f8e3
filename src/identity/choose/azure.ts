import type { Environment } from '../../config/settings.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { CredentialChoice, ManagedIdentityChoice, ToolChoice } from './choice.ts'
import { appIds, firstSet, isOn, isSet, valueOf } from './variables.ts'

/** An app's secret, certificate or, outdated, a user's password, in the order of Microsoft's EnvironmentCredential. */
export function chooseEnvironment(environment: Environment): CredentialChoice | undefined {
  if (isSet(environment, 'AZURE_CLIENT_SECRET')) {
    return { kind: 'client-secret', ...appIds(environment, 'AZURE'), secretFrom: 'AZURE_CLIENT_SECRET' }
  }
  if (isSet(environment, 'AZURE_CLIENT_CERTIFICATE_PATH')) {
    return {
      kind: 'certificate',
      ...appIds(environment, 'AZURE'),
      pathFrom: 'AZURE_CLIENT_CERTIFICATE_PATH',
      passwordFrom: 'AZURE_CLIENT_CERTIFICATE_PASSWORD',
      sendChain: isOn(environment, 'AZURE_CLIENT_SEND_CERTIFICATE_CHAIN'),
    }
  }
  const [userFrom, passwordFrom] = ['AZURE_USERNAME', 'AZURE_PASSWORD']
  if (!isSet(environment, passwordFrom)) return undefined
  return { kind: 'user-password', ...appIds(environment, 'AZURE', [userFrom]), userFrom, passwordFrom }
}

export function chooseWorkloadIdentity(environment: Environment): CredentialChoice | undefined {
  const fileFrom = 'AZURE_FEDERATED_TOKEN_FILE'
  return isSet(environment, fileFrom)
    ? { kind: 'workload-identity', ...appIds(environment, 'AZURE'), fileFrom }
    : undefined
}

/** Set where the platform serves an identity: App Service, Container Apps, Functions, Arc, Cloud Shell, pod identity. */
const identityEndpoints = ['IDENTITY_ENDPOINT', 'MSI_ENDPOINT', 'AZURE_POD_IDENTITY_AUTHORITY_HOST']

export function choosePlatformIdentity(environment: Environment): CredentialChoice | undefined {
  return firstSet(environment, identityEndpoints) === undefined
    ? undefined
    : managedIdentity(environment, 'certain')
}

export function managedIdentity(
  environment: Environment,
  presence: ManagedIdentityChoice['presence'],
): ManagedIdentityChoice {
  return { kind: 'managed-identity', clientId: valueOf(environment, 'AZURE_CLIENT_ID'), presence }
}

export const tools: readonly ToolChoice[] = [
  { kind: 'tool', tool: 'azure-cli' },
  { kind: 'tool', tool: 'azure-powershell' },
  { kind: 'tool', tool: 'azure-developer-cli' },
]

/** What each value of `AZURE_TOKEN_CREDENTIALS` admits, by its lower case. */
const named: Readonly<Record<string, (environment: Environment) => CredentialChoice | undefined>> = {
  prod: (environment) =>
    chooseEnvironment(environment) ??
    chooseWorkloadIdentity(environment) ??
    choosePlatformIdentity(environment) ?? {
      kind: 'found',
      candidates: [managedIdentity(environment, 'probe')],
    },
  dev: () => ({ kind: 'found', candidates: tools }),
  environmentcredential: (environment) =>
    chooseEnvironment(environment) ?? incomplete(environment, ['AZURE_CLIENT_SECRET']),
  workloadidentitycredential: (environment) =>
    chooseWorkloadIdentity(environment) ?? incomplete(environment, ['AZURE_FEDERATED_TOKEN_FILE']),
  managedidentitycredential: (environment) => managedIdentity(environment, 'certain'),
  azureclicredential: () => tools[0],
  azurepowershellcredential: () => tools[1],
  azuredeveloperclicredential: () => tools[2],
}

/** @throws CouldNotRead when the variable holds a value that names nothing the gate can sign in with */
export function chooseNamed(environment: Environment): CredentialChoice | undefined {
  const variable = 'AZURE_TOKEN_CREDENTIALS'
  const value = valueOf(environment, variable)
  if (value === undefined) return undefined
  const key = value.toLowerCase()
  const choice = Object.hasOwn(named, key) ? named[key]?.(environment) : undefined
  if (choice === undefined) throw new CouldNotRead({ code: 'credential-unknown', variable, value })
  return choice
}

function incomplete(environment: Environment, needed: readonly string[]): undefined {
  appIds(environment, 'AZURE', needed)
}
