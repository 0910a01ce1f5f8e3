import { renderTenantPage } from '../html/tenant-page.ts'
import { renderTenantsPage } from '../html/tenants-page.ts'
import { isAssessed, type Render } from '../report.ts'

/** A page for people: of one tenant where one was checked, over all of them where they were audited. */
export const renderHtml: Render = (reports, occasion) => {
  const [report] = reports
  if (occasion.audit !== undefined || report === undefined || !isAssessed(report))
    return renderTenantsPage(reports, occasion)
  return renderTenantPage({ report, trend: occasion.trends?.get(report.tenant.key) ?? [] })
}
