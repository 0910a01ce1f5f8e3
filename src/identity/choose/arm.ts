import type { Environment } from '../../config/settings.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { CredentialChoice } from './choice.ts'
import { oidcRequest, pipelines, pipelinesConnection } from './pipelines.ts'
import { appIds, firstSet, isOn, isSet, valueOf } from './variables.ts'

const token = 'ARM_OIDC_TOKEN'
const tokenFile = 'ARM_OIDC_TOKEN_FILE_PATH'
const instanceMetadata = 'http://169.254.169.254/metadata/identity/oauth2/token'

/**
 * What the `ARM_*` variables of Pulumi's Azure providers ask for, in the providers' order: certificate, secret, OIDC,
 * managed identity, Azure CLI. Undefined when they ask for nothing.
 * @throws CouldNotRead when they ask for something and lack a part of it
 */
export function chooseFromArm(environment: Environment): CredentialChoice | undefined {
  if (isOn(environment, 'ARM_USE_DEFAULT_AZURE_CREDENTIAL')) return undefined
  if (isSet(environment, 'ARM_CLIENT_CERTIFICATE_PATH')) {
    return {
      kind: 'certificate',
      ...appIds(environment, 'ARM'),
      pathFrom: 'ARM_CLIENT_CERTIFICATE_PATH',
      passwordFrom: 'ARM_CLIENT_CERTIFICATE_PASSWORD',
      sendChain: false,
    }
  }
  if (isSet(environment, 'ARM_CLIENT_SECRET')) {
    return { kind: 'client-secret', ...appIds(environment, 'ARM'), secretFrom: 'ARM_CLIENT_SECRET' }
  }
  return chooseOidc(environment) ?? chooseSwitch(environment)
}

function chooseOidc(environment: Environment): CredentialChoice | undefined {
  if (!isOn(environment, 'ARM_USE_OIDC')) {
    // Given and not switched on: the providers would pass it over, and sign in as somebody else.
    const forgotten = !isSet(environment, 'ARM_USE_OIDC') && firstSet(environment, [token, tokenFile])
    if (forgotten) throw new CouldNotRead({ code: 'credential-missing', missing: ['ARM_USE_OIDC'] })
    return undefined
  }
  if (firstSet(environment, [token, tokenFile]) !== undefined) {
    const given = (name: string): string | undefined => (isSet(environment, name) ? name : undefined)
    return {
      kind: 'oidc-token',
      ...appIds(environment, 'ARM'),
      tokenFrom: given(token),
      fileFrom: given(tokenFile),
    }
  }
  if (pipelinesConnection(environment) !== undefined) {
    return pipelines(environment, appIds(environment, 'ARM', ['SYSTEM_OIDCREQUESTURI', 'SYSTEM_ACCESSTOKEN']))
  }
  return oidcRequest(environment, appIds(environment, 'ARM'))
}

function chooseSwitch(environment: Environment): CredentialChoice | undefined {
  if (isOn(environment, 'ARM_USE_MSI')) {
    const endpoint = valueOf(environment, 'ARM_MSI_ENDPOINT')
    if (endpoint !== undefined && endpoint !== instanceMetadata) {
      throw new CouldNotRead({ code: 'credential-unsupported', variable: 'ARM_MSI_ENDPOINT' })
    }
    return {
      kind: 'managed-identity',
      clientId: valueOf(environment, 'ARM_CLIENT_ID'),
      presence: 'certain',
    }
  }
  return isOn(environment, 'ARM_USE_CLI') ? { kind: 'tool', tool: 'azure-cli' } : undefined
}
