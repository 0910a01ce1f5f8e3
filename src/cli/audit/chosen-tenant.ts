import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { suggest } from '../../config/schema-sentence.ts'
import { setting } from '../../config/setting.ts'
import type { Effects } from '../effects.ts'
import type { GateOptions } from '../gate-options.ts'
import { tenantsDocumentOf, tenantsFrom } from './prepare-audit.ts'

/** One tenant of a tenants document, in place of that of the environment. */
export interface TenantOption {
  readonly tenant?: string
  readonly tenants?: string
}

/** The tenant that `--tenant` names in a tenants document, with its rules and its sign-in. @throws ConfigurationError */
export function chosenTenant(
  { environment, directory }: Effects,
  { tenant: name = '', ...options }: GateOptions & TenantOption,
): AuditTenant {
  const file = tenantsDocumentOf(options, environment)
  if (file === undefined) {
    throw new ConfigurationError([
      '--tenant is one of a tenants document, and none is named; give --tenants FILE or set MFA_GATE_TENANTS',
    ])
  }
  if (options.snapshot !== undefined || setting(environment, 'MFA_GATE_SNAPSHOT') !== undefined) {
    throw new ConfigurationError([
      '--tenant reads that tenant, and a snapshot is named; leave out --snapshot and unset MFA_GATE_SNAPSHOT',
    ])
  }
  const listed = tenantsFrom({ ...options, tenants: file }, environment, directory)
  const wanted = name.toLowerCase()
  const found = listed.find(({ label }) => label.key === wanted || label.name?.toLowerCase() === wanted)
  if (found !== undefined) return found
  const known = listed.map(({ label }) => label.name ?? label.key)
  throw new ConfigurationError([
    `--tenant: ${file} has no tenant ${JSON.stringify(name)}; ${suggest(name, known)}`,
  ])
}
