import type { CredentialChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'

export const openClientSecret: Open<Extract<CredentialChoice, { kind: 'client-secret' }>> = async (
  { tenantId, clientId, secretFrom },
  opening,
) => {
  const { ClientSecretCredential } = await import('./app-credentials.ts')
  const secret = opening.environment[secretFrom] ?? ''
  return new ClientSecretCredential(tenantId, clientId, secret, identityOptions(opening))
}
