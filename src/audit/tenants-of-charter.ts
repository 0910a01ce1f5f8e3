import type { Environment } from '../config/environment.ts'
import { ConfigurationError } from '../config/problem.ts'
import type { Settings } from '../config/settings.ts'
import { type ListedTenant, loadTenants } from '../config/tenants-file.ts'
import type { AuditCharter } from '../schemas/audit-charter.ts'
import type { AuditTenant } from './audit-tenant.ts'
import { type Baggage, unpacking } from './baggage.ts'
import { fingerprintOf } from './plan.ts'
import { tenantsToAudit } from './tenants-to-audit.ts'
import { stackFromNames } from '../rules/stack.ts'

/** Who takes up an audit that was begun elsewhere. */
interface Taker {
  readonly environment: Environment
  /** @throws ConfigurationError */
  readonly settingsOf: (environment: Environment) => Settings
  /** Where the paths of secrets count from. */
  readonly directory: string
}

interface TakenTenants {
  readonly listed: readonly ListedTenant[]
  readonly tenants: readonly AuditTenant[]
}

/**
 * The tenants of an audit as whoever began it has them: all that is asked of them comes from the charter, and how to sign in
 * from here. @throws ConfigurationError where that is not what was begun
 */
export function tenantsOfCharter(
  charter: AuditCharter,
  baggage: Baggage,
  { environment, settingsOf, directory }: Taker,
): TakenTenants {
  const read = unpacking(baggage, directory)
  // In the cloud of whoever began it where a tenant names none, whatever is the custom here.
  const listed = loadTenants(charter.tenants, directory, read).map((tenant) => ({
    ...tenant,
    entry: { ...tenant.entry, cloud: tenant.entry.cloud ?? charter.cloud },
  }))
  const tenants = tenantsToAudit(listed, {
    ...{ environment, directory, read },
    rules: charter.rules ?? undefined,
    settingsOf,
  })
  const plan = fingerprintOf(tenants, {
    source: charter.source ?? undefined,
    stack: stackFromNames(charter.stack),
  })
  if (plan === charter.plan) return { listed, tenants }
  throw new ConfigurationError([
    `the audit was started by mfa-gate ${charter.version}, which reads its documents differently; use the same version for the workers and for starting audits`,
  ])
}
