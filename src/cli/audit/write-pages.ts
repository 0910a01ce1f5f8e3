import { join } from 'node:path'
import { writeWhole } from '../../io/write-file.ts'
import type { TrendPoint } from '../../rules/trend-point.ts'
import { isAssessed, type Occasion, type Report } from '../../report/report.ts'

interface PagesOccasion extends Omit<Occasion, 'trends'> {
  readonly lookUp: (report: Report) => Promise<readonly TrendPoint[]>
}

/**
 * Writes a page per tenant and one over all into a directory, with the trends that are known, each looked up for its page
 * and left again: the page over all shows those of the weakest rules alone. Answers a sentence for each that could not be
 * written.
 */
export async function writePages(
  directory: string,
  reports: readonly Report[],
  { lookUp, ...occasion }: PagesOccasion,
): Promise<readonly string[]> {
  const { renderTenantPage } = await import('../../report/html/tenant-page.ts')
  const { renderTenantsPage } = await import('../../report/html/tenants-page.ts')
  const { standingOf } = await import('../../report/html/tenants/standing.ts')
  const { indexName: index, pageNameOf } = await import('../../report/html/tenants/page-names.ts')
  const problems: string[] = []
  const write = (name: string, text: string): void => {
    const problem = writeWhole(join(directory, name), text, { readers: 'umask' })
    if (problem !== undefined)
      problems.push(`the page ${join(directory, name)} cannot be written (${problem})`)
  }
  const trends = new Map<string, readonly TrendPoint[]>()
  for (const report of reports) {
    const trend = await lookUp(report)
    if (isAssessed(report)) write(pageNameOf(report.tenant), renderTenantPage({ report, trend, index }))
    const weakest = standingOf(report).weakest?.rule.id
    trends.set(
      report.tenant.key,
      trend.filter(({ rule }) => rule === weakest),
    )
  }
  write(
    index,
    renderTenantsPage(reports, { ...occasion, trends }, ({ tenant }) => pageNameOf(tenant)),
  )
  return problems
}
