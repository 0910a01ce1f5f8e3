import { createHash } from 'node:crypto'
import { type AuditedTenant, titleOf } from '../../report.ts'

/** File name of the page over all tenants. */
export const indexName = 'index.html'

/** File name of what is said of them in the size of a mail. */
export const summaryName = 'summary.html'

/**
 * File name of a tenant's page: lower-case ASCII whatever the tenant is called, so that it is safe on every file system
 * and in a link; distinct for distinct ids, and the same on the next run.
 */
export function pageNameOf(tenant: AuditedTenant): string {
  const words = titleOf(tenant)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  return `tenant-${words === '' ? '' : `${words}-`}${digestOf(tenant)}.html`
}

/** Distinct for distinct tenants, and the same on the next run. */
export function digestOf({ id, key }: AuditedTenant): string {
  return createHash('sha256')
    .update((id ?? key).toLowerCase())
    .digest('hex')
    .slice(0, 12)
}

/** Whether an audit gives its pages such names. */
export function isPageName(name: string): boolean {
  return (
    name === indexName || name === summaryName || /^tenant-(?:[a-z0-9-]+-)?[0-9a-f]{12}\.html$/.test(name)
  )
}
