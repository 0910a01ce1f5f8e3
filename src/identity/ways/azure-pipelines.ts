import type { CredentialChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'

export const openAzurePipelines: Open<Extract<CredentialChoice, { kind: 'azure-pipelines' }>> = async (
  { tenantId, clientId, connectionId, tokenFrom },
  opening,
) => {
  const { AzurePipelinesCredential } = await import('@azure/identity')
  const accessToken = opening.environment[tokenFrom]?.trim() ?? ''
  return new AzurePipelinesCredential(tenantId, clientId, connectionId, accessToken, identityOptions(opening))
}
