import type { ResourceValidationArgs } from '@pulumi/policy'
import type { Environment } from '../src/config/environment.ts'
import { azurePackages } from '../src/config/stack-config.ts'
import { guid } from '../src/model/guid.ts'

/** A provider that deploys to Azure or Entra; azure-native makes packages of its modules, such as `azure-native_web`. */
const azureProvider = new RegExp(`^pulumi:providers:(?:${azurePackages.join('|')}|azure-native_.+)$`)

export function isAzureProvider(type: string): boolean {
  return azureProvider.test(type)
}

/** What is known of the tenant that a provider deploys to. */
type ProviderTenant =
  /** Empty where it is given as something else than a text. */
  | { readonly kind: 'named'; readonly tenant: string }
  /** It hangs on something that is made in the update. */
  | { readonly kind: 'unknown' }
  /** It signs in as its surroundings say, as the gate does. */
  | { readonly kind: 'default' }

/** The provider's own `tenantId`, else the one of the environment, in lower case. */
export function tenantOf(props: ResourceValidationArgs['props'], environment: Environment): ProviderTenant {
  const own = ownTenant(props)
  if (own === unknown) return { kind: 'unknown' }
  if (typeof own === 'string' && own.trim() !== '') return { kind: 'named', tenant: own.trim().toLowerCase() }
  // Nobody can tell what the provider makes of it, and so not that it is the judged one.
  if (own !== undefined && own !== null && own !== '' && typeof own !== 'string')
    return { kind: 'named', tenant: '' }
  const around = environment['ARM_TENANT_ID']?.trim().toLowerCase() ?? ''
  return guid.test(around) ? { kind: 'named', tenant: around } : { kind: 'default' }
}

const unknown = Symbol('unknown')

function ownTenant(props: Readonly<Record<string, unknown>>): unknown {
  try {
    return props['tenantId']
  } catch {
    // @pulumi/policy throws where a preview does not know the value.
    return unknown
  }
}
