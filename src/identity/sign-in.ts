import type { TokenCredential } from '@azure/identity'
import { CouldNotRead } from '../posture/could-not-read.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { Deadline } from '../time/deadline.ts'
import { Secret } from './secret.ts'
import { explainSignInError } from './sign-in-error.ts'
import { claimsOf } from './token-claims.ts'

/** A token and the tenant it speaks for. */
export interface SignIn {
  readonly token: Secret
  readonly claims: TokenClaims
}

export interface SignInRequest {
  readonly credential: TokenCredential
  readonly scope: string
  readonly loginHost: string
  /** The tenant that must be judged, as an id; undefined when only a domain name or nothing is known. */
  readonly expectedTenantId: string | undefined
  readonly deadline: Deadline
}

/** Acquires a token. @throws CouldNotRead when that fails, or when the token is for another tenant */
export async function signIn(request: SignInRequest): Promise<SignIn> {
  const { credential, scope, loginHost, expectedTenantId, deadline } = request
  const access = await deadline.bound('signing in', async (abortSignal) => {
    try {
      return await credential.getToken(scope, { abortSignal })
    } catch (error) {
      throw explainSignInError(error, loginHost)
    }
  })
  if (access === null) throw new CouldNotRead({ code: 'token-unreadable', problem: 'there is none' })
  const claims = claimsOf(access.token)
  if (expectedTenantId !== undefined && claims.tid.toLowerCase() !== expectedTenantId.toLowerCase()) {
    throw new CouldNotRead({ code: 'wrong-tenant', expected: expectedTenantId, actual: claims.tid })
  }
  return { token: new Secret(access.token), claims }
}
