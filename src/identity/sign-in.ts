import type { TokenCredential } from '@azure/identity'
import { type Cloud, clouds } from '../config/cloud.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { Deadline } from '../wire/deadline.ts'
import type { SignInWire } from '../wire/sign-in-wire.ts'
import type { CredentialChoice } from './choose/choice.ts'
import { Secret } from './secret.ts'
import { signInReason } from './sign-in-error.ts'
import { claimsOf } from './token-claims.ts'

/** A token and the tenant it speaks for. */
export interface SignIn {
  readonly token: Secret
  readonly claims: TokenClaims
}

export interface SignInRequest {
  readonly choice: CredentialChoice
  readonly credential: TokenCredential
  readonly cloud: Cloud
  readonly loginHost: string
  /** The tenant that must be judged, as an id; undefined when nobody says. */
  readonly expectedTenantId: string | undefined
  readonly deadline: Deadline
  /** What the credential sends its requests through. */
  readonly wire: SignInWire
}

/** Acquires a token for Graph. @throws CouldNotRead when that fails, or when it is for another tenant or service */
export async function signIn(request: SignInRequest, wanted?: string): Promise<SignIn> {
  const token = await acquireToken(request, wanted)
  const claims = claimsOf(token.reveal())
  checkTenant(claims, request.expectedTenantId)
  checkAudience(claims, request.cloud)
  return { token, claims }
}

/**
 * Acquires a token without looking at what it is for; `wanted` are the claims of a challenge. @throws CouldNotRead
 */
export async function acquireToken(
  request: Omit<SignInRequest, 'expectedTenantId'>,
  wanted?: string,
): Promise<Secret> {
  const { choice, credential, cloud, loginHost, deadline, wire } = request
  wire.begin(deadline)
  const access = await deadline.bound('signing in', async (abortSignal) => {
    try {
      return await credential.getToken(`${cloud.graph}/.default`, {
        abortSignal,
        ...(wanted !== undefined && { claims: wanted }),
      })
    } catch (error) {
      // Microsoft's libraries hide who failed and why, and call a login that cannot be reached one without the tenant.
      throw signInReason(error, loginHost, choice, wire.trouble)
    }
  })
  if (access === null) throw new CouldNotRead({ code: 'token-unreadable', problem: 'there is none' })
  return new Secret(access.token)
}

/** @throws CouldNotRead `wrong-tenant` */
export function checkTenant({ tid }: TokenClaims, expected: string | undefined): void {
  if (expected === undefined || tid.toLowerCase() === expected.toLowerCase()) return
  throw new CouldNotRead({ code: 'wrong-tenant', expected, actual: tid })
}

/** Microsoft Graph's app id, which some tokens name in place of an address; the same in every cloud. */
const graphAppId = '00000003-0000-0000-c000-000000000000'

/** @throws CouldNotRead `wrong-audience`; of the audience itself only a Graph of Microsoft's is named */
export function checkAudience({ aud }: TokenClaims, { graph }: Cloud): void {
  const audience = aud.replace(/\/$/, '')
  if (audience === graph || audience === graphAppId) return
  const other = Object.values(clouds).find((cloud) => cloud.graph === audience)
  throw new CouldNotRead({
    code: 'wrong-audience',
    expected: new URL(graph).host,
    actual: other === undefined ? undefined : new URL(other.graph).host,
  })
}
