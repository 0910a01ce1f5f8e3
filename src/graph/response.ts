import { hash } from 'node:crypto'
import type { Received } from '../wire/exchange.ts'

/** A whole HTTP answer. */
export interface GraphResponse {
  readonly endpoint: string
  readonly status: number
  readonly contentType: string | undefined
  readonly requestId: string | undefined
  /** True when a Conditional Access policy demands more of the token than it holds. */
  readonly claimsChallenge?: boolean
  readonly text: string
  /** SHA-256 of the body's bytes, decoded, hexadecimal. */
  readonly sha256: string
}

export function responseOf({ status, headers, body }: Received, endpoint: string): GraphResponse {
  return {
    endpoint,
    status,
    contentType: headers.get('content-type'),
    requestId: headers.get('request-id'),
    claimsChallenge: /\berror="?insufficient_claims\b/.test(headers.get('www-authenticate') ?? ''),
    text: body.toString('utf8').replace(/^\uFEFF/, ''),
    sha256: hash('sha256', body),
  }
}
