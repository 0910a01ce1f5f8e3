import { type Directory, isNameOf } from '../directory.ts'
import type { Incoming } from '../http/incoming.ts'
import { empty, type Reply } from '../http/reply.ts'
import type { Proofs } from '../proofs/proofs.ts'
import type { Tokens } from '../tokens.ts'
import { openExchange, refuse } from './exchange.ts'
import { instanceDiscovery, openIdConfiguration, signingKeys } from './metadata.ts'
import { tenantNotFound } from './refusals.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

interface Route {
  readonly path: RegExp
  readonly answer: (incoming: Incoming, parts: Readonly<Record<string, string>>) => Reply | Promise<Reply>
}

/** Names under which metadata is served although they are no tenant of their own. */
const collectiveTenants = ['common', 'organizations']

/** Everything that is not Graph. Nothing here asks for a token. */
export function createLogin(
  directory: Directory,
  tokens: Tokens,
  proofs: Proofs,
): (incoming: Incoming) => Promise<Reply> {
  const table = routes(directory, tokens, proofs)
  return async (incoming) => {
    for (const { path, answer } of table) {
      const match = path.exec(incoming.path)
      if (match !== null) return answer(incoming, match.groups ?? {})
    }
    return empty(404)
  }
}

function routes(directory: Directory, tokens: Tokens, proofs: Proofs): readonly Route[] {
  const tokenEndpoint = createTokenEndpoint(directory, tokens, proofs)
  return [
    {
      path: /^\/(?<tenant>[^/]+)(?<version>\/v2\.0)?\/\.well-known\/openid-configuration$/,
      answer: (incoming, { tenant = '', version = '' }) =>
        isServed(tenant, directory)
          ? openIdConfiguration(directory, version)
          : unknownTenant(incoming, tenant, directory),
    },
    { path: /^\/common\/discovery\/instance$/, answer: () => instanceDiscovery(directory) },
    { path: /^\/[^/]+\/discovery(?:\/v2\.0)?\/keys$/, answer: () => signingKeys(directory, tokens) },
    {
      path: /^\/(?<tenant>[^/]+)\/oauth2\/v2\.0\/token$/,
      answer: (incoming, { tenant = '' }) => tokenEndpoint(incoming, tenant),
    },
  ]
}

function isServed(tenant: string, directory: Directory): boolean {
  return isNameOf(directory, tenant) || collectiveTenants.includes(tenant)
}

function unknownTenant(incoming: Incoming, tenant: string, { origin, tenantName }: Directory): Reply {
  const named = { app: '', tenant, tenantName, scope: '', grantType: '' }
  return refuse({ ...tenantNotFound, error: 'invalid_tenant' }, named, openExchange(incoming), origin)
}
