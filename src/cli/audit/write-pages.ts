import { join } from 'node:path'
import { writeWhole } from '../../io/write-file.ts'
import type { TrendPoint } from '../../rules/trend-point.ts'
import { type DrawnTrend, isAssessed, type Occasion, type Report } from '../../report/report.ts'

interface PagesOccasion extends Omit<Occasion, 'drawn'> {
  readonly lookUp: (report: Report) => Promise<readonly TrendPoint[]>
}

/**
 * Writes a page per tenant, one over all and a summary for a mail into a directory, with the trends that are known, each
 * looked up for its page and left again: the page over all shows what was drawn of it. Answers a sentence for each that
 * could not be written.
 */
export async function writePages(
  directory: string,
  reports: readonly Report[],
  { lookUp, ...occasion }: PagesOccasion,
): Promise<readonly string[]> {
  const { renderTenantPage } = await import('../../report/html/tenant-page.ts')
  const { renderTenantsPage } = await import('../../report/html/tenants-page.ts')
  const { drawnTrend } = await import('../../report/html/tenants/drawn-trend.ts')
  const { renderSummaryPage } = await import('../../report/html/summary-page.ts')
  const { answersBefore } = await import('../../report/html/summary/changes.ts')
  const {
    indexName: index,
    pageNameOf,
    summaryName,
  } = await import('../../report/html/tenants/page-names.ts')
  const problems: string[] = []
  const write = (name: string, text: string): void => {
    const problem = writeWhole(join(directory, name), text, { readers: 'umask' })
    if (problem !== undefined)
      problems.push(`the page ${join(directory, name)} cannot be written (${problem})`)
  }
  const drawn = new Map<string, DrawnTrend>()
  const before = new Map<string, readonly TrendPoint[]>()
  for (const report of reports) {
    const trend = await lookUp(report)
    if (isAssessed(report)) write(pageNameOf(report.tenant), renderTenantPage({ report, trend, index }))
    before.set(report.tenant.key, answersBefore(trend, report))
    const seen = drawnTrend(report, trend)
    if (seen !== undefined) drawn.set(report.tenant.key, seen)
  }
  write(
    index,
    renderTenantsPage(reports, { ...occasion, drawn }, ({ tenant }) => pageNameOf(tenant)),
  )
  if (occasion.audit !== undefined)
    write(summaryName, renderSummaryPage(reports, { audit: occasion.audit, before }))
  return problems
}
