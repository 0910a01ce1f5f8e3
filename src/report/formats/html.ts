import { renderTenantPage } from '../html/tenant-page.ts'
import type { ReportInput } from '../report-input.ts'
import { reportOf } from '../report-of.ts'

/** A page for people; one check knows no history, so it draws no trend. */
export function renderHtml(input: ReportInput): string {
  return renderTenantPage({ report: reportOf(input), trend: [] })
}
