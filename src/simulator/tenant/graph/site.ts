import type { Directory } from '../directory.ts'
import type { Site } from '../faults/fault.ts'
import { withHeaders } from '../http/reply.ts'
import { type Exchange, refuse } from './exchange.ts'
import { type GraphRefusal, outage } from './refusals.ts'

/** The words that are spoken when a report is spoilt. */
export function createSite(directory: Directory, exchange: Exchange): Site<GraphRefusal> {
  return {
    elsewhere: directory.elsewhere,
    refuse: (refusal) => refuse(refusal, exchange),
    outage: (status) =>
      withHeaders(refuse(outage(status), exchange), status === 429 ? throttleHeaders(directory) : {}),
  }
}

/** What comes with the 429 of an app's quota over all of its tenants. */
export function appThrottleHeaders(clientId: string): Readonly<Record<string, string>> {
  return {
    'x-ms-throttle-limit-percentage': '1.1',
    'x-ms-throttle-scope': `Application/ReadWrite/${clientId}`,
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  }
}

/** What comes with a 429 besides Retry-After. */
export function throttleHeaders({ tenantId, clientId }: Directory): Readonly<Record<string, string>> {
  return {
    'x-ms-throttle-limit-percentage': '1.4',
    'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${clientId}/${tenantId}`,
    'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
  }
}
