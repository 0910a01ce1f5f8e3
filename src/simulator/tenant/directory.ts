import { randomBytes, randomUUID } from 'node:crypto'
import type { Scenario } from './scenario/schema.ts'

/** Who lives in the embedded tenant: the one app that may sign in, and the numbers the reports speak of. */
export interface Directory {
  readonly origin: string
  /** An address of the same server under another origin: a token that arrives here was carried off. */
  readonly elsewhere: string
  readonly tenantId: string
  readonly tenantName: string
  /** Another tenant that this login issues tokens for when a fault asks it to. */
  readonly otherTenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** Object id of the app's service principal. */
  readonly principalId: string
  readonly scenario: Scenario
}

/** Everything is drawn anew at each start, so that nothing cached or printed for one tenant fits the next. */
export function createDirectory(origin: string, scenario: Scenario): Directory {
  return {
    origin,
    elsewhere: `${origin.replace('localhost', '127.0.0.1')}/elsewhere`,
    tenantId: randomUUID(),
    tenantName: 'Embedded Tenant',
    otherTenantId: randomUUID(),
    clientId: randomUUID(),
    clientSecret: randomBytes(30).toString('base64url'),
    principalId: randomUUID(),
    scenario,
  }
}
