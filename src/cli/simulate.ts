import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import type { Scenario } from '../simulator/tenant/index.ts'

interface SimulateOptions {
  readonly population?: number
  readonly registered?: number
  readonly scenario?: string
  readonly fault: readonly string[]
  readonly port: number
}

/** `mfa-gate simulate`: starts the embedded tenant, a stand-in for Microsoft's cloud, and runs a command beside it. */
export function simulateCommand(finish: (exitCode: number) => void): Command {
  return new Command('simulate')
    .description(
      'Run a command beside the embedded tenant, a stand-in for Microsoft Entra and Microsoft Graph on this machine; without a command, print its environment and serve until interrupted.',
    )
    .option('--population <users>', 'how many enabled users the tenant has', count)
    .option('--registered <users>', 'how many of them are registered for MFA', count)
    .option('--scenario <file>', 'population, counts, permissions and faults from a YAML or JSON file')
    .option(
      '--fault <fault>',
      'something that goes wrong, as place:kind or place:kind:times, such as report:hang',
      append,
      [],
    )
    .option('--port <port>', 'port on loopback; 0 takes a free one', count, 0)
    .argument('[command...]', 'after --: what to run; `mfa-gate` is this program itself')
    .addHelpText(
      'after',
      '\nExample:\n  mfa-gate simulate --population 23123 --registered 33 -- mfa-gate check',
    )
    .action(async (command: readonly string[], options: SimulateOptions) => {
      // Loaded here, since no other command may pay for the stand-in.
      const { startTenant } = await import('../simulator/tenant/index.ts')
      const { runBeside, serve } = await import('../simulator/run-beside.ts')
      const tenant = await startTenant(await scenarioOf(options), { port: options.port })
      try {
        finish(command.length === 0 ? await serve(tenant) : await runBeside(tenant, command))
      } finally {
        await tenant.close()
      }
    })
}

async function scenarioOf(options: SimulateOptions): Promise<Scenario> {
  const { loadScenario, scenarioFromOptions, ScenarioError } = await import('../simulator/tenant/index.ts')
  const { population, registered, scenario, fault } = options
  try {
    if (scenario !== undefined) return loadScenario(readScenario(scenario))
    if (population === undefined || registered === undefined) {
      throw new ConfigurationError(['simulate needs --population and --registered, or --scenario'])
    }
    return scenarioFromOptions({ population, registered, faults: fault })
  } catch (error) {
    throw error instanceof ScenarioError ? new ConfigurationError(error.problems) : error
  }
}

function readScenario(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigurationError([`the scenario ${file} cannot be read; correct --scenario`])
  }
}

function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return Number(text)
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}
