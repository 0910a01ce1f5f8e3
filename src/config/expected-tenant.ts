import { ConfigurationError } from './problem.ts'
import { quoted } from './quoted.ts'
import { guid } from '../model/guid.ts'
import type { Given } from './setting-row.ts'
import { azurePackages, type StackConfig } from './stack-config.ts'

/** The tenant that must be judged, and who says so. */
export interface ExpectedTenant {
  /** Lower case. */
  readonly id: string
  readonly origin: string
}

/**
 * The tenant that is deployed to: `MFA_GATE_TENANT`, else the `tenantId` that the stack's configuration gives one of
 * Pulumi's Azure packages, else `ARM_TENANT_ID`, else `AZURE_TENANT_ID`; undefined when nobody says.
 * @throws ConfigurationError when it is no id, or the stack deploys to two tenants
 */
export function parseExpectedTenant(
  text: string | undefined,
  { name, environment, stack }: Given,
): ExpectedTenant | undefined {
  return (
    named(name, text) ??
    stackTenant(stack) ??
    named('ARM_TENANT_ID', environment['ARM_TENANT_ID']) ??
    named('AZURE_TENANT_ID', environment['AZURE_TENANT_ID'])
  )
}

function stackTenant(stack: StackConfig): ExpectedTenant | undefined {
  const given = azurePackages.flatMap((name) => {
    const key = `${name}:tenantId`
    const tenant = named(`the stack config ${key}`, stack[key])
    return tenant === undefined ? [] : [{ key, tenant }]
  })
  const [first] = given
  const other = given.find(({ tenant }) => tenant.id !== first?.tenant.id)
  if (first !== undefined && other !== undefined) {
    throw new ConfigurationError([
      `the stack deploys to two tenants, ${first.key} ${first.tenant.id} and ${other.key} ${other.tenant.id}; say which one to judge with MFA_GATE_TENANT, and list the other in MFA_GATE_OTHER_TENANTS`,
    ])
  }
  return first?.tenant
}

function named(origin: string, given: string | undefined): ExpectedTenant | undefined {
  const text = given?.trim() ?? ''
  if (text === '') return undefined
  if (guid.test(text)) return { id: text.toLowerCase(), origin }
  throw new ConfigurationError([
    `${origin} is ${quoted(text)}, which is not a tenant id; give the id (a GUID) instead of a domain name; if other tools need the name there, set MFA_GATE_TENANT to the id`,
  ])
}
