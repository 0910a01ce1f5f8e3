import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { History, TenantLabel } from './history.ts'
import { tenantRead } from '../report/report.ts'

/** What a tenant is called whose id nobody knew when it could not be read. */
const unknownTenant = 'unknown'

/**
 * Keeps what one check found. The tenant's key is its id, as the report tells it or `tenant` does.
 * @throws ConfigurationError when the history cannot be written
 */
export async function recordAssessment(
  history: History,
  report: AssessmentReport,
  tenant: Partial<TenantLabel> = {},
): Promise<void> {
  const key = tenant.key ?? tenantRead(report) ?? tenant.id ?? unknownTenant
  await history.save({ tenant: { ...tenant, key }, report })
}
