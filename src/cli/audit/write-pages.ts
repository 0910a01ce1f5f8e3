import { join } from 'node:path'
import type { History } from '../../history/history.ts'
import { writeWhole } from '../../io/write-file.ts'
import { type AuditInput, type AuditRow, titleOf } from '../../report/audit/audit-row.ts'
import type { TenantRow } from '../../report/html/tenants/tenant-row.ts'

/** What a chart can show with a point a day. */
const trendDays = 730

/**
 * Writes a page per tenant and one over all into a directory, with the trend that the history knows. Answers a sentence
 * for each that could not be written.
 */
export async function writePages(
  directory: string,
  input: AuditInput,
  history: History | undefined,
): Promise<readonly string[]> {
  const { renderTenantPage } = await import('../../report/html/tenant-page.ts')
  const { renderTenantsPage } = await import('../../report/html/tenants-page.ts')
  const { indexName: index, pageNameOf } = await import('../../report/html/tenants/page-names.ts')
  const problems: string[] = []
  const write = async (name: string, text: string): Promise<void> => {
    const problem = writeWhole(join(directory, name), text, { readers: 'umask' })
    if (problem !== undefined)
      problems.push(`the page ${join(directory, name)} cannot be written (${problem})`)
  }
  const since = new Date(Date.parse(input.finishedAt) - trendDays * 86_400_000)
  const tenants: TenantRow[] = []
  for (const row of input.rows) {
    const { id, key } = row.tenant
    const trend = history === undefined ? [] : await history.trend({ tenant: id ?? key, since })
    const listed = rowOf(row, trend, pageNameOf)
    tenants.push(listed)
    if (row.report === undefined || listed.page === undefined) continue
    const page = { report: row.report, tenantName: listed.name, trend, index }
    await write(listed.page, renderTenantPage(page))
  }
  const { finishedAt: writtenAt, version } = input
  await write(index, renderTenantsPage({ writtenAt, version, tenants }))
  return problems
}

function rowOf(
  { tenant, report, reason, judgedAt }: AuditRow,
  trend: TenantRow['trend'],
  pageNameOf: (tenant: { readonly tenantId: string; readonly name: string }) => string,
): TenantRow {
  const [name, tenantId] = [titleOf(tenant), tenant.id ?? tenant.key]
  return {
    name,
    tenantId,
    tags: Object.entries(tenant.tags).map(([tag, value]) => `${tag}: ${value}`),
    trend,
    judgedAt,
    ...(report === undefined ? {} : { report, page: pageNameOf({ tenantId, name }) }),
    ...(reason === undefined ? {} : { failure: reason }),
  }
}
