import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { readText } from '../config/read-text.ts'
import type { Quota, Scenario, TenantSpecs } from '../simulator/tenant/index.ts'
import { severalTimes } from './several-times.ts'
import type { Effects } from './effects.ts'
import { updatingOperation } from './updating-pulumi.ts'

interface SimulateOptions {
  readonly population?: number
  readonly registered?: number
  readonly mix?: string
  readonly scenario?: string
  readonly fault: readonly string[]
  readonly port: number
  readonly tenants?: string
  readonly appQuota?: Quota
  readonly allowUpdate?: true
  readonly listFaults?: true
}

/** `mfa-gate simulate`: starts the embedded tenant, a stand-in for Microsoft's cloud, and runs a command beside it. */
export function simulateCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return new Command('simulate')
    .description(
      'Run a command beside the embedded tenant, a stand-in for Microsoft Entra and Microsoft Graph on this machine; without a command, print its environment and serve until interrupted.',
    )
    .option('--population <users>', 'how many enabled users the tenant has', count)
    .option('--registered <users>', 'how many of them are registered for MFA', count)
    .option(
      '--mix <kinds>',
      'what users have registered, as phone=20%,whfb=5%: shares of all users, or numbers; the per-user report is granted then',
    )
    .option('--scenario <file>', 'population, counts, permissions and faults from a YAML or JSON file')
    .addOption(
      severalTimes(
        '--fault <fault>',
        'something that goes wrong, as place:kind or place:kind:times, such as report:hang',
      ),
    )
    .option('--list-faults', 'print every fault that can be played, a line each, and end')
    .option(
      '--tenants <number|file>',
      'many tenants: so many, which all play the scenario or else differ in size and ratio, or those that a YAML or JSON file lists; MFA_GATE_TENANTS then names a tenants document of them',
    )
    .option(
      '--app-quota <requests/time>',
      'with --tenants: one app signs in to all of them, and Graph refuses it beyond so many requests over all, such as 122/10s',
      quota,
    )
    .option('--port <port>', 'port on loopback; 0 takes a free one', count, 0)
    .option(
      '--allow-update',
      'let `pulumi up` and the other operations that change something run: they do so for real, by the numbers of a stand-in',
    )
    .argument('[command...]', 'after --: what to run; `mfa-gate` is this program itself')
    .addHelpText(
      'after',
      '\nExample:\n  mfa-gate simulate --population 23123 --registered 33 -- mfa-gate check\n  mfa-gate simulate --tenants 20 -- mfa-gate audit',
    )
    .action(async (command: readonly string[], options: SimulateOptions) => {
      if (options.listFaults === true) return listFaults(effects)
      finish(await simulate(command, resolved(options, effects.directory), effects))
    })
}

async function listFaults({ stdout }: Effects): Promise<void> {
  const { faultPlaces } = await import('../simulator/tenant/index.ts')
  for (const [place, kinds] of Object.entries(faultPlaces)) {
    stdout.write(kinds.map((kind) => `${place}:${kind}\n`).join(''))
  }
}

/** The files that the options name, wherever the command runs. */
function resolved(options: SimulateOptions, directory: string): SimulateOptions {
  const { scenario, tenants } = options
  return {
    ...options,
    ...(scenario === undefined ? {} : { scenario: resolve(directory, scenario) }),
    ...(tenants === undefined || /^\d{1,4}$/.test(tenants) ? {} : { tenants: resolve(directory, tenants) }),
  }
}

async function simulate(
  command: readonly string[],
  options: SimulateOptions,
  effects: Effects,
): Promise<number> {
  if (options.allowUpdate !== true) refuseUpdate(command)
  // Loaded here, since no other command may pay for the stand-in.
  const { startTenant, startTenants, writeTenantsFile } = await import('../simulator/tenant/index.ts')
  const { runBeside, serve } = await import('../simulator/run-beside.ts')
  const { port, tenants, appQuota } = options
  const allowed = options.allowUpdate === true ? { MFA_GATE_SIMULATED_UPDATES: 'allow' } : {}
  const run = (served: Readonly<Record<string, string>>): Promise<number> => {
    const variables = { ...served, ...allowed }
    return command.length === 0 ? serve(variables, effects) : runBeside(variables, command, effects)
  }
  if (tenants === undefined) {
    if (appQuota !== undefined) {
      throw new ConfigurationError(['--app-quota is one over many tenants; add --tenants'])
    }
    const tenant = await startTenant(await scenarioOf(options), { port })
    return run(tenant.environment).finally(() => tenant.close())
  }
  const many = await startTenants(await specsOf(tenants, options), {
    port,
    ...(appQuota !== undefined && { appQuota }),
  })
  const file = await writeTenantsFile(many.directories)
  const variables = { ...many.environment, ...file.secrets, MFA_GATE_TENANTS: file.path }
  return run(variables).finally(async () => {
    await file.remove()
    await many.close()
  })
}

/** The stand-in answers, and what is deployed by its answer is real. @throws ConfigurationError */
function refuseUpdate(command: readonly string[]): void {
  const operation = updatingOperation(command)
  if (operation === undefined) return
  throw new ConfigurationError([
    `\`pulumi ${operation}\` would change things for real by the numbers of a stand-in; run \`pulumi preview\`, or add --allow-update before the --`,
  ])
}

/** What would be passed over without a word. @throws ConfigurationError */
function refuseBeside(option: string, others: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(others).filter((name) => others[name] !== undefined)
  if (given.length === 0) return
  throw new ConfigurationError([
    `${option} says who is in the tenant; leave out ${given.map((name) => `--${name}`).join(' and ')}`,
  ])
}

async function specsOf(tenants: string, options: SimulateOptions): Promise<TenantSpecs> {
  const { loadTenantSpecs, tenantSpecs, addFaultsToAll, ScenarioError } =
    await import('../simulator/tenant/index.ts')
  try {
    const { scenario, population, registered, mix, fault } = options
    if (!/^\d{1,4}$/.test(tenants)) {
      refuseBeside('--tenants FILE', { scenario, population, registered, mix })
      return addFaultsToAll(loadTenantSpecs(readScenario(tenants, '--tenants')), fault)
    }
    const played =
      scenario !== undefined || population !== undefined || registered !== undefined || mix !== undefined
    // A scenario has the faults already.
    return played
      ? tenantSpecs(Number(tenants), await scenarioOf(options))
      : addFaultsToAll(tenantSpecs(Number(tenants)), fault)
  } catch (error) {
    throw error instanceof ScenarioError ? new ConfigurationError(error.problems) : error
  }
}

async function scenarioOf(options: SimulateOptions): Promise<Scenario> {
  const { addFaults, loadScenario, scenarioFromOptions, ScenarioError } =
    await import('../simulator/tenant/index.ts')
  const { population, registered, scenario, mix, fault } = options
  try {
    if (scenario !== undefined) {
      refuseBeside('--scenario', { population, registered, mix })
      return addFaults(loadScenario(readScenario(scenario, '--scenario')), fault)
    }
    if (population === undefined || registered === undefined) {
      throw new ConfigurationError(['simulate needs --population and --registered, or --scenario'])
    }
    return scenarioFromOptions({
      ...{ population, registered, faults: fault },
      // Only the per-user report tells methods.
      ...(mix === undefined ? {} : { mix, permissions: ['Reports.Read.All', 'AuditLog.Read.All'] }),
    })
  } catch (error) {
    throw error instanceof ScenarioError ? new ConfigurationError(error.problems) : error
  }
}

function readScenario(file: string, option: string): string {
  return readText(file, 'the scenario', `correct ${option}`)
}

function quota(text: string): Quota {
  const [, requests, seconds] = /^(\d{1,4})\/(\d{1,4})s$/.exec(text) ?? []
  if (Number(requests) > 0 && Number(seconds) > 0)
    return { requests: Number(requests), seconds: Number(seconds) }
  throw new InvalidArgumentError('Write how many requests in how many seconds, such as 122/10s.')
}

function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return Number(text)
}
