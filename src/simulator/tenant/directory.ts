import { randomBytes, randomUUID } from 'node:crypto'
import type { Scenario } from './scenario/schema.ts'

/** Who lives in the embedded tenant: the one app that may sign in, and the numbers the reports speak of. */
export interface Directory {
  readonly origin: string
  /** An address of the same server under another origin: a token that arrives here was carried off. */
  readonly elsewhere: string
  readonly tenantId: string
  readonly tenantName: string
  /** A domain of the tenant, which the login takes in place of its id. */
  readonly domain: string
  /** Another tenant that this login issues tokens for when a fault asks it to. */
  readonly otherTenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** Object id of the app's service principal. */
  readonly principalId: string
  readonly scenario: Scenario
}

/** A tenant to be played; name and domain are made up where they are not given. */
export interface TenantSpec {
  readonly name?: string
  readonly domain?: string
  readonly scenario: Scenario
}

/** An app registration and its secret. */
type App = Pick<Directory, 'clientId' | 'clientSecret'>

export function makeApp(): App {
  return { clientId: randomUUID(), clientSecret: randomBytes(30).toString('base64url') }
}

/** Everything is drawn anew at each start, so that nothing cached or printed for one tenant fits the next. */
export function createDirectory(
  origin: string,
  { scenario, name, domain }: TenantSpec,
  app: App = makeApp(),
): Directory {
  const tenantId = randomUUID()
  return {
    origin,
    elsewhere: `${origin.replace('localhost', '127.0.0.1')}/elsewhere`,
    tenantId,
    tenantName: name ?? 'Embedded Tenant',
    domain: (domain ?? `tenant-${tenantId.slice(0, 8)}.example`).toLowerCase(),
    otherTenantId: randomUUID(),
    ...app,
    principalId: randomUUID(),
    scenario,
  }
}

/** What a path of the login may call this tenant, in lower case. */
export function namesOf({ tenantId, domain }: Directory): readonly string[] {
  return [tenantId, domain]
}

/** Whether a path of the login means this tenant, by id or by domain. */
export function isNameOf(directory: Directory, name: string): boolean {
  return namesOf(directory).includes(name.toLowerCase())
}
