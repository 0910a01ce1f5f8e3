import { createHash, randomBytes } from 'node:crypto'
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { Directory } from './directory.ts'
import { once } from './once.ts'

/** What a token is issued for; the rest of the claims follow from the directory and the clock. */
export interface TokenDraft {
  readonly tenantId: string
  readonly audience: string
  readonly roles: readonly string[]
  /** Delegated permissions: given for a signed-in user's token, which then has no roles. */
  readonly scopes?: readonly string[]
}

export interface Caller {
  /** Application permissions. */
  readonly roles: readonly string[]
  /** Delegated permissions. */
  readonly scopes: readonly string[]
}

export type TokenCheck = Caller | { readonly refused: string }

/** Signs tokens as Entra's login does, and checks them as Graph does: only what was signed here is believed. */
export interface Tokens {
  readonly publicKey: JWK
  /** What a token for this tenant's Graph is for. */
  readonly audience: string
  issue(draft: TokenDraft, at: Date): Promise<string>
  check(token: string, at: Date): Promise<TokenCheck>
}

/** Graph's roots in Microsoft's clouds; a token for one of them is no good at another. */
export const graphRoots = {
  public: 'https://graph.microsoft.com',
  usgovernment: 'https://graph.microsoft.us',
  dod: 'https://dod-graph.microsoft.us',
  china: 'https://microsoftgraph.chinacloudapi.cn',
} as const

/** Entra dates tokens back by five minutes, against clocks that are slow, and lets them live for an hour. */
const backdatedSeconds = 300
export const lifetimeSeconds = 3599

/** What the login signs with; every tenant of one login shares them, as Entra's do. */
export interface SigningKeys {
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
  readonly jwk: JWK
  readonly kid: string
}

/** Made once in a process, since that takes longer than all else of a start; no token of another tenant is believed. */
export const signingKeys = once(async (): Promise<SigningKeys> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = await exportJWK(publicKey)
  return { publicKey, privateKey, jwk, kid: await calculateJwkThumbprint(jwk) }
})

export function createTokens(directory: Directory, keys: SigningKeys): Tokens {
  const { publicKey, privateKey, jwk, kid } = keys
  const audience = graphRoots[directory.scenario.cloud ?? 'public']
  return {
    audience,
    publicKey: { ...jwk, kid, use: 'sig', alg: 'RS256' },
    issue: (draft, at) =>
      new SignJWT(claims(draft, directory, Math.floor(at.getTime() / 1000)))
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .sign(privateKey),
    async check(token, at) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['RS256'],
          audience,
          currentDate: at,
          requiredClaims: ['exp', 'nbf', 'tid'],
        })
        if (payload['tid'] !== directory.tenantId && payload['tid'] !== directory.otherTenantId) {
          return { refused: 'Access token validation failure. Invalid tenant.' }
        }
        const roles = Array.isArray(payload['roles']) ? payload['roles'].map(String) : []
        const scopes = typeof payload['scp'] === 'string' ? payload['scp'].split(' ') : []
        return { roles, scopes }
      } catch (error) {
        return { refused: refusal(error) }
      }
    },
  }
}

function claims(draft: TokenDraft, directory: Directory, now: number) {
  return {
    aud: draft.audience,
    iss: `https://sts.windows.net/${draft.tenantId}/`,
    iat: now - backdatedSeconds,
    nbf: now - backdatedSeconds,
    exp: now + lifetimeSeconds,
    app_displayname: 'entra-mfa-gate',
    appid: directory.clientId,
    appidacr: '1',
    idp: `https://sts.windows.net/${draft.tenantId}/`,
    idtyp: draft.scopes === undefined ? 'app' : 'user',
    oid: directory.principalId,
    rh: `1.${createHash('sha256').update(directory.principalId).digest('base64url')}.`,
    // A principal without any application permission gets no roles claim at all, rather than an empty one.
    ...(draft.roles.length > 0 && { roles: draft.roles }),
    ...(draft.scopes !== undefined && { scp: draft.scopes.join(' ') }),
    sub: directory.principalId,
    tenant_region_scope: 'EU',
    tid: draft.tenantId,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'],
  }
}

function refusal(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.'
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'aud'
      ? 'Access token validation failure. Invalid audience.'
      : 'Access token validation failure.'
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'Signature is invalid.'
  return 'IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format.'
}
