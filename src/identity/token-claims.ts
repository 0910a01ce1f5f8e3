import { parseJson } from '../io/parse-json.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import isTokenClaims from '../schemas/compiled/is-token-claims.cjs'
import { plainError } from '../schemas/plain-error.ts'
import { type ErrorObject, errorsOf } from '../schemas/validator.ts'

/**
 * The claims of an access token. The signature is Graph's to check; the gate reads only for which tenant and which
 * service the token is.
 * @throws CouldNotRead `token-unreadable`
 */
export function claimsOf(token: string): TokenClaims {
  const claims = decode(token)
  if (isTokenClaims(claims)) return claims
  const [error] = errorsOf(isTokenClaims)
  const problem = error === undefined ? 'its claims are not as expected' : problemWith(error)
  throw new CouldNotRead({ code: 'token-unreadable', problem })
}

function decode(token: string): unknown {
  try {
    return parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    throw new CouldNotRead({ code: 'token-unreadable', problem: 'it is not a JSON web token' })
  }
}

function problemWith(error: ErrorObject): string {
  return `${error.instancePath === '' ? 'it' : error.instancePath.slice(1)} ${plainError(error)}`
}
