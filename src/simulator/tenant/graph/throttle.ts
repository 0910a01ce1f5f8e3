import type { Quota } from '../scenario/users-schema.ts'
import { type Reply, withHeaders } from '../http/reply.ts'
import { type Exchange, refuse } from './exchange.ts'
import { outage } from './refusals.ts'

/** A refusal when the app has asked too often. */
export type Throttle = (exchange: Exchange) => Reply | undefined

/**
 * A quota of an app, enforced where there is one: so many requests in any so many seconds. Requests that are refused count
 * as well, as Microsoft says they do.
 */
export function createThrottle(quota: Quota | undefined, headers: Reply['headers']): Throttle {
  if (quota === undefined) return () => undefined
  const { requests, seconds } = quota
  let arrivals: readonly number[] = []
  return (exchange) => {
    const now = performance.now()
    const recent = arrivals.filter((at) => at > now - seconds * 1_000)
    arrivals = [...recent, now]
    const [oldest] = recent
    if (recent.length < requests || oldest === undefined) return undefined
    const wait = Math.ceil((oldest + seconds * 1_000 - now) / 1_000)
    return withHeaders(refuse(outage(429), exchange), {
      ...headers,
      'Retry-After': String(wait),
    })
  }
}
