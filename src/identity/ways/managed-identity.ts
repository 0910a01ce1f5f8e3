import type { ManagedIdentityChoice } from '../choose/choice.ts'
import { identityOptions, type Open } from './opening.ts'

export const openManagedIdentity: Open<ManagedIdentityChoice> = async ({ clientId, presence }, opening) => {
  const { ManagedIdentityCredential } = await import('@azure/identity')
  // `sendProbeRequest` is how DefaultAzureCredential gives up after a second where there is no such service.
  const options = { ...identityOptions(opening), sendProbeRequest: presence === 'probe' }
  return clientId === undefined
    ? new ManagedIdentityCredential(options)
    : new ManagedIdentityCredential({ ...options, clientId })
}
