import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import type { Quota } from '../simulator/tenant/index.ts'
import { severalTimes } from './several-times.ts'
import type { Effects } from './effects.ts'
import {
  addTenantOptions,
  count,
  quota,
  scenarioOf,
  specsOf,
  type TenantOptions,
} from './simulated-tenant.ts'
import { updatingOperation } from './updating-pulumi.ts'

interface SimulateOptions extends TenantOptions {
  readonly port: number
  readonly tenants?: string
  readonly appQuota?: Quota
  readonly allowUpdate?: true
  readonly listFaults?: true
}

/** `mfa-gate simulate`: starts the embedded tenant, a stand-in for Microsoft's cloud, and runs a command beside it. */
export function simulateCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return addTenantOptions(new Command('simulate'))
    .description(
      'Run a command against the embedded tenant, a stand-in for Microsoft Entra and Microsoft Graph on this machine; without a command, print its environment and run until interrupted.',
    )
    .addOption(
      severalTimes(
        '--fault <fault>',
        'something that goes wrong, as place:kind or place:kind:times, such as report:hang',
      ),
    )
    .option('--list-faults', 'print every fault, one per line, and end')
    .option(
      '--tenants <number|file>',
      'many tenants: a number (all with the given scenario, else of different sizes and ratios), or a YAML or JSON file that lists them; MFA_GATE_TENANTS then names a tenants document with them',
    )
    .option(
      '--app-quota <requests/time>',
      'with --tenants: the quota over all of them of the one app that signs in, such as 122/10s; beyond it Graph answers 429',
      quota,
    )
    .option('--port <port>', 'port on loopback; 0 takes a free one', count, 0)
    .option(
      '--allow-update',
      'allow `pulumi up` and other operations that change something: the change is real, although the numbers are those of a stand-in',
    )
    .argument('[command...]', 'after --: what to run; `mfa-gate` is this program itself')
    .addHelpText(
      'after',
      `
Examples:
  mfa-gate simulate -- mfa-gate check
  mfa-gate simulate --population 23123 --registered 33 -- mfa-gate check
  mfa-gate simulate --users admins=8,adminsRegistered=6 -- mfa-gate explain --by-segment
  mfa-gate simulate --permissions none -- mfa-gate doctor
  mfa-gate simulate --tenants 20 -- mfa-gate audit`,
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
      throw new ConfigurationError(['--app-quota is a quota over many tenants; add --tenants'])
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
