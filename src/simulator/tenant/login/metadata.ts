import type { Directory } from '../directory.ts'
import { json, type Reply } from '../http/reply.ts'
import type { Tokens } from '../tokens.ts'

/** What a client reads about a tenant before it signs in. `version` is a path part: `/v2.0`, or nothing for the old form. */
export function openIdConfiguration({ origin, tenantId }: Directory, version: string): Reply {
  const endpoint = (name: string) => `${origin}/${tenantId}/oauth2${version}/${name}`
  return json(200, {
    token_endpoint: endpoint('token'),
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${origin}/${tenantId}/discovery${version}/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${tenantId}${version}`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: endpoint('authorize'),
    device_authorization_endpoint: endpoint('devicecode'),
    http_logout_supported: true,
    end_session_endpoint: endpoint('logout'),
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'tid', 'ver'],
    tenant_region_scope: 'EU',
    cloud_instance_name: new URL(origin).host,
    msgraph_host: 'graph.microsoft.com',
  })
}

/** Says that this host speaks for itself alone; no other login is an alias of it. */
export function instanceDiscovery({ origin, tenantId }: Directory): Reply {
  const { host } = new URL(origin)
  return json(200, {
    tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  })
}

export function signingKeys({ origin, tenantId }: Directory, tokens: Tokens): Reply {
  return json(200, { keys: [{ ...tokens.publicKey, issuer: `${origin}/${tenantId}/v2.0` }] })
}
