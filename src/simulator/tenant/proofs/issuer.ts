import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'

/** Somebody other than Entra who vouches for workloads: a pipeline service or a cluster. */
export interface Issuer {
  readonly url: string
  /** Whom the app registration trusts this issuer to name. */
  readonly subject: string
  issue(claims: IssuedClaims, at: Date): Promise<string>
  /** The claims when the signature is this issuer's, whatever they say; undefined otherwise. */
  read(token: string): Promise<JWTPayload | undefined>
}

interface IssuedClaims {
  readonly subject: string
  readonly audience: string
  /** Negative for a token that has expired already. */
  readonly lifetimeSeconds: number
}

type IssuerKeys = Awaited<ReturnType<typeof makeIssuerKeys>>

export async function makeIssuerKeys() {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  return { publicKey, privateKey, kid: await calculateJwkThumbprint(await exportJWK(publicKey)) }
}

export async function createIssuer(
  url: string,
  subject: string,
  keys: () => Promise<IssuerKeys>,
): Promise<Issuer> {
  const { publicKey, privateKey, kid } = await keys()
  return {
    url,
    subject,
    issue: (claims, at) => {
      const now = Math.floor(at.getTime() / 1000)
      return new SignJWT({ jti: crypto.randomUUID() })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .setIssuer(url)
        .setSubject(claims.subject)
        .setAudience(claims.audience)
        .setIssuedAt(now - 600)
        .setNotBefore(now - 600)
        .setExpirationTime(now + claims.lifetimeSeconds)
        .sign(privateKey)
    },
    async read(token) {
      try {
        // Times are the reader's to judge, since being too old has a refusal of its own.
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['RS256'],
          currentDate: new Date(0),
          clockTolerance: Number.MAX_SAFE_INTEGER,
        })
        return payload
      } catch {
        return undefined
      }
    },
  }
}
