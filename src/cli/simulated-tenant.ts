import { type Command, InvalidArgumentError } from 'commander'
import { parseRate } from '../config/pace.ts'
import { ConfigurationError } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import type { Quota, Scenario, TenantSpecs } from '../simulator/tenant/index.ts'
import { severalTimes } from './several-times.ts'

/** What says who is in the tenant, where no file does. */
export interface TenantOptions {
  readonly population?: number
  readonly registered?: number
  readonly users?: string
  readonly account: readonly string[]
  readonly mix?: string
  readonly permissions?: string
  readonly throttle?: Quota
  readonly scenario?: string
  readonly fault: readonly string[]
}

export function addTenantOptions(command: Command): Command {
  return command
    .option(
      '--population <users>',
      `how many enabled users the tenant has; default: ${usual.population}`,
      count,
    )
    .option(
      '--registered <users>',
      `how many of them are registered for MFA; default: ${usual.percent} of 100`,
      count,
    )
    .option(
      '--users <numbers>',
      'who they are, for segments, as guests=50,guestsRegistered=10,admins=8,adminsRegistered=6; this also grants the per-user report',
    )
    .addOption(
      severalTimes(
        '--account <name>',
        'an account of this name, for exclusions and --list, as anna@contoso.example=registered or NAME=guest,admin; may be given several times',
      ),
    )
    .option(
      '--mix <kinds>',
      'what users have registered, as phone=20%,whfb=5%: shares of all users, or numbers; this also grants the per-user report',
    )
    .option(
      '--permissions <names>',
      'application permissions of the app, with commas, or none; default: Reports.Read.All, and AuditLog.Read.All for the per-user report',
    )
    .option(
      '--throttle <requests/time>',
      "the tenant's quota, beyond which Graph answers 429, such as 5/10s, which is Microsoft's; default: none",
      quota,
    )
    .option('--scenario <file>', 'population, counts, permissions and faults from a YAML or JSON file')
}

/** The options that say who is in the tenant, of those that are given. */
function given(options: TenantOptions): readonly string[] {
  const { population, registered, users, account, mix, permissions, throttle, scenario } = options
  const all = {
    ...{ population, registered, users, mix, permissions, throttle, scenario },
    account: account.length === 0 ? undefined : account,
  }
  return Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [name]))
}

/** What would be passed over without a word. @throws ConfigurationError */
function refuseBeside(option: string, given: readonly string[]): void {
  if (given.length === 0) return
  throw new ConfigurationError([
    `${option} says who is in the tenant; leave out ${given.map((name) => `--${name}`).join(' and ')}`,
  ])
}

export async function specsOf(tenants: string, options: TenantOptions): Promise<TenantSpecs> {
  const { loadTenantSpecs, tenantSpecs, addFaultsToAll, ScenarioError } =
    await import('../simulator/tenant/index.ts')
  try {
    const { fault } = options
    if (!/^\d{1,4}$/.test(tenants)) {
      refuseBeside('--tenants FILE', given(options))
      return addFaultsToAll(loadTenantSpecs(readScenario(tenants, '--tenants')), fault)
    }
    // A scenario has the faults already.
    return given(options).length > 0
      ? tenantSpecs(Number(tenants), await scenarioOf(options))
      : addFaultsToAll(tenantSpecs(Number(tenants)), fault)
  } catch (error) {
    throw error instanceof ScenarioError ? new ConfigurationError(error.problems) : error
  }
}

export async function scenarioOf(options: TenantOptions): Promise<Scenario> {
  const { addFaults, loadScenario, scenarioFromOptions, ScenarioError } =
    await import('../simulator/tenant/index.ts')
  const { scenario, fault } = options
  try {
    if (scenario !== undefined) {
      refuseBeside(
        '--scenario',
        given(options).filter((name) => name !== 'scenario'),
      )
      return addFaults(loadScenario(readScenario(scenario, '--scenario')), fault)
    }
    const { mix, users, account: accounts, throttle } = options
    const permissions = permissionsOf(options)
    return scenarioFromOptions({
      ...{ ...sizeOf(options), accounts, faults: fault },
      ...(mix !== undefined && { mix }),
      ...(users !== undefined && { users }),
      ...(throttle !== undefined && { throttle }),
      ...(permissions !== undefined && { permissions }),
    })
  } catch (error) {
    throw error instanceof ScenarioError ? new ConfigurationError(error.problems) : error
  }
}

/** As it is where nobody says it: a little less than the built-in rule demands. */
const usual = { population: 1_000, percent: 94 } as const

function sizeOf({ population, registered }: TenantOptions): {
  readonly population: number
  readonly registered: number
} {
  const users = population ?? Math.max(usual.population, registered ?? 0)
  return { population: users, registered: registered ?? Math.floor((users * usual.percent) / 100) }
}

/** Undefined: as scenarios have them. */
function permissionsOf({ permissions, users, account, mix }: TenantOptions): readonly string[] | undefined {
  if (permissions === 'none') return []
  if (permissions !== undefined) return permissions.split(',').map((name) => name.trim())
  // Only the per-user report tells who somebody is.
  const isAboutUsers = users !== undefined || mix !== undefined || account.length > 0
  return isAboutUsers ? ['Reports.Read.All', 'AuditLog.Read.All'] : undefined
}

function readScenario(file: string, option: string): string {
  return readText(file, 'the scenario', `correct ${option}`)
}

export function quota(text: string): Quota {
  const rate = parseRate(text)
  if (rate !== undefined) return { requests: rate.requests, seconds: rate.perMs / 1_000 }
  throw new InvalidArgumentError('Write how many requests in how many seconds, such as 122/10s.')
}

export function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return Number(text)
}
