import type { SourceChoice } from '../model/source.ts'
import type { Stack } from '../rules/stack.ts'
import { canonical, sha256 } from '../snapshots/canonical-json.ts'
import type { AuditTenant } from './audit-tenant.ts'

/**
 * A digest of what an audit asks of whom: tenants, clouds, rules, waivers, exclusions, source and stack. How to sign in
 * and how long to wait are left out, as correcting them is why an audit is resumed.
 */
export function fingerprintOf(
  tenants: readonly AuditTenant[],
  { source, stack }: { readonly source: SourceChoice | undefined; readonly stack: Stack },
): string {
  const asked = tenants.map(({ label, settings, loaded }) => ({
    tenant: label.key,
    cloud: settings.cloud.name,
    rules: loaded.document,
    waivers: loaded.waivers.list.map(({ origin: _, ...waiver }) => waiver),
    exclusions: loaded.exclusions?.sha256 ?? null,
  }))
  const { organization = null, project = null, stack: name = null, tags } = stack
  const whole = {
    asked: asked.toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1)),
    source: source ?? null,
    stack: { organization, project, name, tags: tags === undefined ? null : Object.fromEntries(tags) },
  }
  return sha256(canonical(whole))
}
