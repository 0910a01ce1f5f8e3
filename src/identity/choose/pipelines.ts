import type { Environment } from '../../config/settings.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { AppIds, CredentialChoice } from './choice.ts'
import { appIds, demand, firstSet, isOn, isSet, valueOf } from './variables.ts'

const givenConnections = ['ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID', 'ARM_OIDC_AZURE_SERVICE_CONNECTION_ID']
/** Set by Azure Pipelines itself in the tasks that sign in with a service connection. */
const taskConnection = 'AZURESUBSCRIPTION_SERVICE_CONNECTION_ID'

/** The id of the service connection to sign in with. */
export function pipelinesConnection(environment: Environment): string | undefined {
  const name = firstSet(environment, [...givenConnections, taskConnection])
  return name === undefined ? undefined : valueOf(environment, name)
}

export function pipelines(environment: Environment, ids: AppIds): CredentialChoice {
  return {
    kind: 'azure-pipelines',
    ...ids,
    connectionId: pipelinesConnection(environment) ?? '',
    tokenFrom: 'SYSTEM_ACCESSTOKEN',
  }
}

/**
 * A service connection in Azure Pipelines. One that only the task names counts when the job passes on its access
 * token; otherwise the task has signed the Azure CLI in, which is found as anywhere else.
 */
export function choosePipelines(environment: Environment): CredentialChoice | undefined {
  if (!isSet(environment, 'SYSTEM_OIDCREQUESTURI')) return undefined
  const given = firstSet(environment, givenConnections) !== undefined
  const fromTask = isSet(environment, taskConnection) && isSet(environment, 'SYSTEM_ACCESSTOKEN')
  if (!given && !fromTask) return undefined
  const prefix = ['ARM', 'AZURESUBSCRIPTION', 'AZURE'].find((name) => isSet(environment, `${name}_CLIENT_ID`))
  return pipelines(environment, appIds(environment, prefix ?? 'AZURE', ['SYSTEM_ACCESSTOKEN']))
}

/** A GitHub Actions job that may ask for an identity token, and knows as which app. */
export function chooseGitHubActions(environment: Environment): CredentialChoice | undefined {
  if (!isSet(environment, 'ACTIONS_ID_TOKEN_REQUEST_URL')) return undefined
  const prefix = ['ARM', 'AZURE'].find((name) => isSet(environment, `${name}_CLIENT_ID`))
  return prefix === undefined ? undefined : oidcRequest(environment, appIds(environment, prefix))
}

/** A GitHub Actions job that knows as which app to sign in, and was not allowed to ask for an identity token. */
export function lacksIdToken(environment: Environment): boolean {
  return (
    isOn(environment, 'GITHUB_ACTIONS') &&
    !isSet(environment, 'ACTIONS_ID_TOKEN_REQUEST_URL') &&
    firstSet(environment, ['ARM_CLIENT_ID', 'AZURE_CLIENT_ID']) !== undefined
  )
}

/** @throws CouldNotRead when there is no address to ask for a token */
export function oidcRequest(environment: Environment, ids: AppIds): CredentialChoice {
  const own = firstSet(environment, ['ARM_OIDC_REQUEST_URL', 'ARM_OIDC_REQUEST_TOKEN']) !== undefined
  const prefix = own ? 'ARM_OIDC_REQUEST' : 'ACTIONS_ID_TOKEN_REQUEST'
  const [urlFrom, tokenFrom] = [`${prefix}_URL`, `${prefix}_TOKEN`]
  if (!own && lacksIdToken(environment)) throw new CouldNotRead({ code: 'id-token-missing' })
  demand(environment, [urlFrom, tokenFrom])
  const audience = valueOf(environment, 'ARM_OIDC_AUDIENCE') ?? 'api://AzureADTokenExchange'
  return { kind: 'oidc-request', ...ids, urlFrom, tokenFrom, audience }
}
