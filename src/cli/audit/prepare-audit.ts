import type { AssessingEffects } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { fingerprintOf } from '../../audit/plan.ts'
import { tenantOfEnvironment, tenantsToAudit } from '../../audit/tenants-to-audit.ts'
import type { Environment } from '../../config/environment.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { rulesIn } from '../../config/rules-here.ts'
import { setting } from '../../config/setting.ts'
import { loadTenants } from '../../config/tenants-file.ts'
import type { Location } from '../../history/location.ts'
import type { Effects } from '../effects.ts'
import { baselinesFrom, settingsWith, type StackOptions, stackFrom } from '../gate-options.ts'
import { type HistoryOption, locationFrom } from '../history/options.ts'
import { version } from '../../io/version.ts'
import type { ReportTarget } from '../../config/report-target.ts'
import { targetsFrom } from '../output/targets.ts'

export interface AuditOptions extends StackOptions, HistoryOption {
  readonly tenants?: string
  readonly format: readonly string[]
  readonly resume?: true
  readonly evidence?: string
  readonly sign?: string
  readonly concurrency: number
}

/** What options, environment and files say, before anything is read of any tenant. */
export interface AuditPreparation {
  readonly tenants: readonly AuditTenant[]
  /** What is asked of whom, as a digest. */
  readonly fingerprint: string
  /** Undefined: nothing is kept. */
  readonly location: Location | undefined
  readonly targets: readonly ReportTarget[]
  readonly assessing: Omit<AssessingEffects, 'interrupt' | 'onFailure' | 'http'>
}

/** @throws ConfigurationError */
export function prepareAudit(
  { environment, directory, now }: Effects,
  options: AuditOptions,
): AuditPreparation {
  const targets = targetsFrom(options.format, directory)
  const location = locationFrom(options, environment, directory)
  if (options.resume === true && location === undefined) {
    throw new ConfigurationError([
      '--resume goes on with an audit that a history has kept, and none is named; give --history FILE or set MFA_GATE_HISTORY',
    ])
  }
  if (options.sign !== undefined && options.evidence === undefined) {
    throw new ConfigurationError(['--sign signs evidence bundles; add --evidence DIRECTORY'])
  }
  const settings = settingsWith(options, environment)
  if (settings.snapshotFile !== undefined) {
    throw new ConfigurationError(['an audit reads its tenants; unset MFA_GATE_SNAPSHOT'])
  }
  const stack = stackFrom(options, settings)
  const tenants = tenantsFrom(options, environment, directory)
  const { source } = options
  return {
    tenants,
    fingerprint: fingerprintOf(tenants, { source, stack }),
    location,
    targets,
    assessing: {
      environment,
      now,
      stack,
      baselines: baselinesFrom(options, settings, directory),
      source,
      version,
      directory,
    },
  }
}

function tenantsFrom(
  options: AuditOptions,
  environment: Environment,
  directory: string,
): readonly AuditTenant[] {
  const file = options.tenants ?? setting(environment, 'MFA_GATE_TENANTS')
  const auditSetting = {
    environment,
    settingsOf: (given: Environment) => settingsWith(options, given),
    rules: options.rules ?? setting(environment, 'MFA_GATE_RULES') ?? rulesIn(directory),
    directory,
  }
  return file === undefined
    ? [tenantOfEnvironment(auditSetting)]
    : tenantsToAudit(loadTenants(file, directory), auditSetting)
}
