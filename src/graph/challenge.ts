import { parseJson } from '../io/parse-json.ts'

/** Why a token was not taken: another one is wanted, at times one that proves more. */
export interface Challenge {
  /** What the new token must prove, as JSON for the login; undefined: nothing beside being new. */
  readonly claims: string | undefined
}

/** A policy that needs more than this is none. */
const longestClaims = 8_192

/** Reads the `claims` of a `WWW-Authenticate` header: JSON in Base64, as Continuous Access Evaluation sends it. */
export function challengeOf(header: string | undefined): Challenge {
  const [, encoded = ''] = /\bclaims="?([\w+/=-]+)"?/.exec(header ?? '') ?? []
  if (encoded === '' || encoded.length > longestClaims) return { claims: undefined }
  const claims = Buffer.from(encoded, 'base64').toString('utf8')
  return { claims: isObject(claims) ? claims : undefined }
}

function isObject(text: string): boolean {
  try {
    const value = parseJson(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
