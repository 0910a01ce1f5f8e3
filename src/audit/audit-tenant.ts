import type { LoadedRules } from '../config/rules-file.ts'
import type { Settings } from '../config/settings.ts'
import type { Access } from '../gate/read.ts'
import type { AuditedTenant } from '../report/report.ts'

/** Everything that assessing one tenant of an audit takes; nothing has been sent yet. */
export interface AuditTenant {
  readonly label: AuditedTenant
  readonly settings: Settings
  readonly signIn: Access['signIn']
  readonly loaded: LoadedRules
}
