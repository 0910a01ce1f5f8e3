import type { ManagedIdentityChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'

export const openManagedIdentity: Open<ManagedIdentityChoice> = async ({ clientId }, opening) => {
  const { ManagedIdentityCredential } = await import('@azure/identity')
  const options = identityOptions(opening)
  return clientId === undefined
    ? new ManagedIdentityCredential(options)
    : new ManagedIdentityCredential({ ...options, clientId })
}
