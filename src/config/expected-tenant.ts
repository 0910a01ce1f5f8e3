import { ConfigurationError } from './problem.ts'
import { guid } from '../posture/guid.ts'
import type { Environment } from './environment.ts'
import { setting } from './setting.ts'
import { type StackConfig, stackConfigFrom } from './stack-config.ts'

/** The tenant that must be judged, and who says so. */
export interface ExpectedTenant {
  /** Lower case. */
  readonly id: string
  readonly origin: string
}

/**
 * The tenant that is deployed to: `MFA_GATE_TENANT`, else the stack's `azure-native:tenantId` or `azuread:tenantId`,
 * else `ARM_TENANT_ID`, else `AZURE_TENANT_ID`; undefined when nobody says.
 * @throws ConfigurationError when it is no id, or the stack deploys to two tenants
 */
export function expectedTenantFrom(environment: Environment): ExpectedTenant | undefined {
  const own = named('MFA_GATE_TENANT', setting(environment, 'MFA_GATE_TENANT'))
  if (own !== undefined) return own
  return (
    stackTenant(stackConfigFrom(environment)) ??
    named('ARM_TENANT_ID', environment['ARM_TENANT_ID']) ??
    named('AZURE_TENANT_ID', environment['AZURE_TENANT_ID'])
  )
}

function stackTenant(stack: StackConfig): ExpectedTenant | undefined {
  const [native, entra] = ['azure-native:tenantId', 'azuread:tenantId'].map((key) =>
    named(`the stack config ${key}`, stack[key]),
  )
  if (native !== undefined && entra !== undefined && native.id !== entra.id) {
    throw new ConfigurationError([
      `the stack deploys to two tenants, azure-native:tenantId ${native.id} and azuread:tenantId ${entra.id}; say which one to judge with MFA_GATE_TENANT`,
    ])
  }
  return native ?? entra
}

function named(origin: string, given: string | undefined): ExpectedTenant | undefined {
  const text = given?.trim() ?? ''
  if (text === '') return undefined
  if (guid.test(text)) return { id: text.toLowerCase(), origin }
  throw new ConfigurationError([
    `${origin} is "${text}", which is no tenant id; give the id (a GUID) rather than a domain name, in MFA_GATE_TENANT if others need the name`,
  ])
}
