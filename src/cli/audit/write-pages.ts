import { join } from 'node:path'
import { writeWhole } from '../../io/write-file.ts'
import { isAssessed, type Occasion, type Report } from '../../report/report.ts'

/**
 * Writes a page per tenant and one over all into a directory, with the trends that are known. Answers a sentence for
 * each that could not be written.
 */
export async function writePages(
  directory: string,
  reports: readonly Report[],
  occasion: Occasion,
): Promise<readonly string[]> {
  const { renderTenantPage } = await import('../../report/html/tenant-page.ts')
  const { renderTenantsPage } = await import('../../report/html/tenants-page.ts')
  const { indexName: index, pageNameOf } = await import('../../report/html/tenants/page-names.ts')
  const problems: string[] = []
  const write = (name: string, text: string): void => {
    const problem = writeWhole(join(directory, name), text, { readers: 'umask' })
    if (problem !== undefined)
      problems.push(`the page ${join(directory, name)} cannot be written (${problem})`)
  }
  for (const report of reports.filter(isAssessed)) {
    const trend = occasion.trends?.get(report.tenant.key) ?? []
    write(pageNameOf(report.tenant), renderTenantPage({ report, trend, index }))
  }
  write(
    index,
    renderTenantsPage(reports, occasion, ({ tenant }) => pageNameOf(tenant)),
  )
  return problems
}
