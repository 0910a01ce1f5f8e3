import type { Command } from 'commander'
import type { AuditTenant } from '../audit/audit-tenant.ts'
import { ConfigurationError } from '../config/problem.ts'
import type { TenantOption } from './audit/chosen-tenant.ts'
import type { Effects } from './effects.ts'
import type { GateOptions } from './gate-options.ts'
import { defaultOf } from './table-help.ts'

export type { TenantOption }

export function addTenantOption(command: Command): Command {
  return command
    .option('--tenant <name>', 'read this tenant of the tenants document, by its name, id or domain')
    .option('--tenants <file>', `tenants document of --tenant; ${defaultOf('MFA_GATE_TENANTS')}`)
}

/** Undefined: the tenant of the environment. @throws ConfigurationError */
export async function tenantOf(
  effects: Effects,
  options: GateOptions & TenantOption,
): Promise<AuditTenant | undefined> {
  if (options.tenant === undefined && options.tenants !== undefined) {
    throw new ConfigurationError(['--tenants lists many, but this command reads one; add --tenant NAME'])
  }
  if (options.tenant === undefined) return undefined
  return (await import('./audit/chosen-tenant.ts')).chosenTenant(effects, options)
}
