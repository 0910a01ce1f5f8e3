import type { LoadedRules } from '../config/rules-file.ts'
import type { Settings } from '../config/settings.ts'
import type { AuditedTenant } from '../report/audit/audit-row.ts'
import type { TenantSignIn } from './tenant-sign-in.ts'

/** Everything that assessing one tenant of an audit takes; nothing has been sent yet. */
export interface AuditTenant {
  readonly label: AuditedTenant
  readonly settings: Settings
  /** @throws CouldNotRead when a part of the credential is not there */
  readonly signIn: () => TenantSignIn
  readonly loaded: LoadedRules
}
