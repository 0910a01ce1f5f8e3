import type { AssessingEffects } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { fingerprintOf } from '../../audit/plan.ts'
import { tenantOfEnvironment, tenantsToAudit } from '../../audit/tenants-to-audit.ts'
import type { Environment } from '../../config/environment.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { rulesIn } from '../../config/rules-here.ts'
import { setting } from '../../config/setting.ts'
import type { ReadText } from '../../config/read-text.ts'
import { loadTenants } from '../../config/tenants-file.ts'
import type { Location } from '../../history/location.ts'
import type { Effects } from '../effects.ts'
import { baselinesFrom, settingsWith, type StackOptions, stackFrom } from '../gate-options.ts'
import { type HistoryOption, locationFrom } from '../history/options.ts'
import { version } from '../../io/version.ts'
import type { ReportTarget } from '../../config/report-target.ts'
import type { QueueOption } from './queue-option.ts'
import { targetsFrom } from '../output/targets.ts'

export interface AuditOptions extends StackOptions, HistoryOption, QueueOption {
  readonly tenants?: string
  readonly format: readonly string[]
  readonly resume?: true
  readonly evidence?: string
  readonly sign?: string
  readonly concurrency: number
  /** Put into a queue, which workers do. */
  readonly distribute?: true
  /** commander's name for --no-wait. */
  readonly wait: boolean
}

/** What options, environment and files say, before anything is read of any tenant. */
export interface AuditPreparation {
  readonly tenants: readonly AuditTenant[]
  /** What is asked of whom, as a digest. */
  readonly fingerprint: string
  /** Undefined: nothing is kept. */
  readonly location: Location | undefined
  readonly targets: readonly ReportTarget[]
  readonly assessing: Omit<AssessingEffects, 'interrupt' | 'onFailure' | 'http' | 'turns'>
}

/** @throws ConfigurationError */
export function prepareAudit(
  { environment, directory, now }: Effects,
  options: AuditOptions,
  read?: ReadText,
): AuditPreparation {
  const targets = targetsFrom(options.format, directory)
  const location = locationFrom(options, environment, directory)
  if (options.resume === true && location === undefined) {
    throw new ConfigurationError([
      '--resume continues an audit that is kept in a history, and no history is given; give --history FILE or set MFA_GATE_HISTORY',
    ])
  }
  if (options.sign !== undefined && options.evidence === undefined) {
    throw new ConfigurationError(['--sign signs evidence bundles; add --evidence DIRECTORY'])
  }
  const settings = settingsWith(options, environment)
  if (settings.snapshotFile !== undefined) {
    throw new ConfigurationError([
      'an audit reads its tenants and takes no snapshot; unset MFA_GATE_SNAPSHOT',
    ])
  }
  const stack = stackFrom(options, settings)
  const tenants = tenantsFrom(options, environment, directory, read)
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

/** @throws ConfigurationError */
export function tenantsFrom(
  options: StackOptions & Pick<AuditOptions, 'tenants'>,
  environment: Environment,
  directory: string,
  read?: ReadText,
): readonly AuditTenant[] {
  const file = tenantsDocumentOf(options, environment)
  const auditSetting = {
    environment,
    settingsOf: (given: Environment) => settingsWith(options, given),
    rules: rulesDocumentOf(options, environment, directory),
    directory,
    ...(read !== undefined && { read }),
  }
  return file === undefined
    ? [tenantOfEnvironment(auditSetting)]
    : tenantsToAudit(loadTenants(file, directory, read), auditSetting)
}

/** Undefined: the one tenant that the environment names. */
export function tenantsDocumentOf(
  { tenants }: Pick<AuditOptions, 'tenants'>,
  environment: Environment,
): string | undefined {
  return tenants ?? setting(environment, 'MFA_GATE_TENANTS')
}

/** Undefined: the built-in rules. */
export function rulesDocumentOf(
  { rules }: Pick<AuditOptions, 'rules'>,
  environment: Environment,
  directory: string,
): string | undefined {
  return rules ?? setting(environment, 'MFA_GATE_RULES') ?? rulesIn(directory)
}
