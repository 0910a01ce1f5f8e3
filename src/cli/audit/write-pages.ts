import { join } from 'node:path'
import { writeParts } from '../../io/write-file.ts'
import type { TrendPoint } from '../../rules/trend-point.ts'
import { type DrawnTrend, isAssessed, type Occasion, type Report } from '../../report/report.ts'

interface PagesOccasion extends Omit<Occasion, 'drawn'> {
  readonly lookUp: (report: Report) => Promise<readonly TrendPoint[]>
}

interface WrittenPages {
  readonly drawn: ReadonlyMap<string, DrawnTrend>
  /** Of each directory a sentence for each page that could not be written. */
  readonly problems: readonly (readonly string[])[]
}

/**
 * Writes a page per tenant, one over all and a summary for a mail into each of the directories, with the trends that are
 * known, each looked up once for the page of its tenant and left again: what shows all tenants shows what was drawn of it.
 */
export async function writePages(
  directories: readonly string[],
  reports: readonly Report[],
  { lookUp, ...occasion }: PagesOccasion,
): Promise<WrittenPages> {
  const { renderTenantPage } = await import('../../report/html/tenant-page.ts')
  const { tenantsPageParts } = await import('../../report/html/tenants-page.ts')
  const { drawnTrend } = await import('../../report/html/tenants/drawn-trend.ts')
  const { renderSummaryPage } = await import('../../report/html/summary-page.ts')
  const { answersBefore } = await import('../../report/html/summary/changes.ts')
  const {
    indexName: index,
    pageNameOf,
    summaryName,
  } = await import('../../report/html/tenants/page-names.ts')
  const problems = directories.map((): string[] => [])
  const write = (name: string, page: () => Iterable<string>): void => {
    if (directories.length === 0) return
    const files = directories.map((directory) => join(directory, name))
    for (const [at, problem] of writeParts(files, page(), { readers: 'umask' }).entries())
      if (problem !== undefined) problems[at]?.push(`the page ${files[at]} cannot be written (${problem})`)
  }
  const drawn = new Map<string, DrawnTrend>()
  const before = new Map<string, readonly TrendPoint[]>()
  for (const report of reports) {
    const trend = await lookUp(report)
    if (isAssessed(report))
      write(pageNameOf(report.tenant), () => [renderTenantPage({ report, trend, index })])
    before.set(report.tenant.key, answersBefore(trend, report))
    const seen = drawnTrend(report, trend)
    if (seen !== undefined) drawn.set(report.tenant.key, seen)
  }
  write(index, () => tenantsPageParts(reports, { ...occasion, drawn }, ({ tenant }) => pageNameOf(tenant)))
  const { audit } = occasion
  if (audit !== undefined) write(summaryName, () => [renderSummaryPage(reports, { audit, before })])
  return { drawn, problems }
}
