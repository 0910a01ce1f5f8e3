import { resolve } from 'node:path'
import type { Environment } from '../config/environment.ts'
import { ConfigurationError } from '../config/problem.ts'
import { type LoadedRules, loadRules } from '../config/rules-file.ts'
import type { Settings } from '../config/settings.ts'
import type { ReadText } from '../config/read-text.ts'
import type { ListedTenant } from '../config/tenants-file.ts'
import { isLooseSignIn, signInFor } from '../gate/tenant-sign-in.ts'
import { guid } from '../model/guid.ts'
import type { TenantEntry } from '../schemas/tenants-document.ts'
import type { AuditTenant } from './audit-tenant.ts'

/** What holds for every tenant that says nothing else. */
interface AuditSetting {
  readonly environment: Environment
  /** The settings of an environment, with what the command line says. @throws ConfigurationError */
  readonly settingsOf: (environment: Environment) => Settings
  /** The audit's own rules document, relative to `directory`; undefined: the built-in rules. */
  readonly rules: string | undefined
  readonly directory: string
  /** How the documents are read; else from this machine. */
  readonly read?: ReadText
}

/**
 * The tenants of a document, each with its rules and settings. All of them are looked through before any is asked, so
 * that a mistake in the last one is told at once.
 * @throws ConfigurationError
 */
export function tenantsToAudit(
  listed: readonly ListedTenant[],
  setting: AuditSetting,
): readonly AuditTenant[] {
  const load = loadedOnce(setting)
  // Node asks the system for every variable that it reads of its own.
  const environment = { ...setting.environment }
  const settingsOf = settingsByCloud({ ...setting, environment })
  return listed.map((tenant) => {
    const { entry, origin, directory } = tenant
    const { tags = {}, name, rules } = entry
    const key = entry.tenant.toLowerCase()
    const id = guid.test(key) ? key : undefined
    if (id === undefined && isLooseSignIn(tenant, environment)) {
      throw new ConfigurationError([
        `${origin}: tenant "${entry.tenant}" is a domain, but a managed identity or a tool always signs in to its own tenant; give the tenant's id, or a credential`,
      ])
    }
    return {
      label: { key, id, name, tags },
      settings: { ...settingsOf(entry.cloud), expectedTenant: id === undefined ? undefined : { id, origin } },
      signIn: () => signInFor(tenant, environment),
      loaded: load(rules === undefined ? setting.rules : resolve(directory, rules), origin),
    }
  })
}

/** The key of a tenant that nobody has named, until its id is known. */
export const unnamed = 'environment'

/** The one tenant that the environment names; its key is its id where that is known. @throws ConfigurationError */
export function tenantOfEnvironment(setting: AuditSetting): AuditTenant {
  const { environment } = setting
  const settings = setting.settingsOf(environment)
  const id = settings.expectedTenant?.id
  return {
    label: { key: id ?? unnamed, id, name: undefined, tags: {} },
    settings,
    signIn: undefined,
    loaded: loadRules(setting.rules, setting.directory),
  }
}

/** A rules document that many tenants share is read once. */
function loadedOnce({
  directory,
  read,
}: AuditSetting): (path: string | undefined, origin: string) => LoadedRules {
  const loaded = new Map<string | undefined, LoadedRules>()
  return (path, origin) => {
    const known = loaded.get(path)
    if (known !== undefined) return known
    try {
      const fresh = loadRules(path, directory, read)
      loaded.set(path, fresh)
      return fresh
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      throw new ConfigurationError(error.problems.map((problem) => `${problem} (for ${origin})`))
    }
  }
}

/**
 * The environment's own word on tenant and cloud is about another tenant, where the document speaks of this one. Read once
 * for each cloud, however many tenants are in it.
 */
function settingsByCloud({
  environment,
  settingsOf,
}: AuditSetting): (cloud: TenantEntry['cloud']) => Settings {
  const known = new Map<TenantEntry['cloud'], Settings>()
  return (cloud) => {
    const settings = known.get(cloud) ?? settingsOf(withoutTenant(environment, cloud))
    known.set(cloud, settings)
    return settings
  }
}

function withoutTenant(environment: Environment, cloud: string | undefined): Environment {
  const dropped =
    cloud === undefined
      ? /^(ARM_TENANT_ID|AZURE_TENANT_ID|MFA_GATE_TENANT)$/
      : /^(ARM_TENANT_ID|AZURE_TENANT_ID|MFA_GATE_TENANT|AZURE_AUTHORITY_HOST|ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST)$/
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !dropped.test(name)))
  return cloud === undefined ? kept : { ...kept, MFA_GATE_CLOUD: cloud }
}
