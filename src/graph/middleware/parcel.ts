import type { Context, MiddlewareOptions } from '@microsoft/microsoft-graph-client'
import type { Secret } from '../../identity/secret.ts'
import type { Challenge } from './challenge.ts'
import type { Received } from '../../wire/exchange.ts'

/**
 * What one request carries through the chain beside the SDK's context. That has room for a web `Response` only, which
 * costs each check the loading of fetch, and each page two conversions of its stream.
 */
export class Parcel implements MiddlewareOptions {
  token: Secret | undefined
  received: Received | undefined
  /** Why the token was not taken; undefined while nobody has refused it. */
  challenge: Challenge | undefined
}

export function parcelOf({ middlewareControl }: Context): Parcel {
  const parcel = middlewareControl?.getMiddlewareOptions(Parcel)
  if (parcel instanceof Parcel) return parcel
  throw new TypeError('a request without a parcel for its answer')
}
