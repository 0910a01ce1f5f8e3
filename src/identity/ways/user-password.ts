import type { CredentialChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'

/** Outdated, since it cannot do MFA, and still read by Microsoft's EnvironmentCredential. */
export const openUserPassword: Open<Extract<CredentialChoice, { kind: 'user-password' }>> = async (
  { tenantId, clientId, userFrom, passwordFrom },
  opening,
) => {
  const { UsernamePasswordCredential } = await import('@azure/identity')
  const { [userFrom]: user = '', [passwordFrom]: password = '' } = opening.environment
  return new UsernamePasswordCredential(tenantId, clientId, user, password, identityOptions(opening))
}
