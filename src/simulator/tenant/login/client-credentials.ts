import { graphRoots } from '../tokens.ts'
import type { ClientProof, Grant } from './grant.ts'
import { appNotFound, noClientProof, resourceNotFound, scopeInvalid } from './refusals.ts'

/** Graph in every cloud, and Azure Storage, which has one name in all of them. */
const resources: readonly string[] = [...Object.values(graphRoots), 'https://storage.azure.com']

/** An app signs in as itself, with the first of `proofs` whose field is in the form. */
export function clientCredentials(proofs: ReadonlyMap<string, ClientProof>): Grant {
  return async (form, directory) => {
    if (form.get('client_id') !== directory.clientId) return { refused: appNotFound }
    const field = [...proofs.keys()].find((name) => form.has(name)) ?? ''
    const proof = proofs.get(field)
    if (proof === undefined) return { refused: noClientProof }
    const refused = await proof(form.get(field) ?? '', form, directory)
    if (refused !== undefined) return { refused }
    const resource = /^(.+)\/\.default$/.exec(form.get('scope') ?? '')?.[1]
    if (resource === undefined) return { refused: scopeInvalid }
    if (!resources.includes(resource)) return { refused: resourceNotFound }
    const { tenantId, otherTenantId, scenario } = directory
    const scopes = scenario.delegatedPermissions ?? []
    const roles = scopes.length > 0 ? [] : scenario.permissions
    return {
      granted: { tenantId, otherTenantId, audience: resource, roles, ...(scopes.length > 0 && { scopes }) },
    }
  }
}
