import type { Environment } from '../../config/settings.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { AppIds } from './choice.ts'

/** True when the variable holds more than blanks: pipelines pass on variables that were never given. */
export function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? '').trim() !== ''
}

export function isOn(environment: Environment, name: string): boolean {
  return /^(true|1)$/i.test((environment[name] ?? '').trim())
}

export function valueOf(environment: Environment, name: string): string | undefined {
  return isSet(environment, name) ? environment[name]?.trim() : undefined
}

export function firstSet(environment: Environment, names: readonly string[]): string | undefined {
  return names.find((name) => isSet(environment, name))
}

/** @throws CouldNotRead `credential-missing`, naming every variable of `names` that is not set */
export function demand(environment: Environment, names: readonly string[]): void {
  const missing = names.filter((name) => !isSet(environment, name))
  if (missing.length > 0) throw new CouldNotRead({ code: 'credential-missing', missing })
}

/** Tenant and app from `PREFIX_TENANT_ID` and `PREFIX_CLIENT_ID`. @throws CouldNotRead when one is not set */
export function appIds(environment: Environment, prefix: string, alsoNeeded: readonly string[] = []): AppIds {
  const names = [`${prefix}_TENANT_ID`, `${prefix}_CLIENT_ID`] as const
  demand(environment, [...names, ...alsoNeeded])
  return {
    tenantId: valueOf(environment, names[0]) ?? '',
    clientId: valueOf(environment, names[1]) ?? '',
  }
}
