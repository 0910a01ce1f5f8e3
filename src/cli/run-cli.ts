import { Command, CommanderError, type OutputConfiguration } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { refuseLostSettings } from '../config/setting.ts'
import { machineProblem } from '../io/machine-problem.ts'
import { auditCommand } from './audit/audit.ts'
import { checkCommand } from './check.ts'
import { completeCommand, completionCommand } from './completion/completion.ts'
import { doctorCommand } from './doctor.ts'
import type { Effects, Output } from './effects.ts'
import { evidenceCommand } from './evidence/evidence.ts'
import { exclusionsCommand } from './exclusions/exclusions.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { explainCommand } from './explain/explain.ts'
import { historyCommand } from './history/history.ts'
import { setUpCommand } from './init.ts'
import { policyConfigCommand } from './policy-config/policy-config.ts'
import { inherit, rulesCommand } from './rules/rules.ts'
import { refuseLostOptions, refuseStrandedOptions } from './lost-options.ts'
import { tableHelp } from './table-help.ts'
import { simulateCommand } from './simulate.ts'
import { snapshotCommand } from './snapshot.ts'
import { removeEarlierReports } from './output/earlier-reports.ts'
import { tell, warn } from './output/tell.ts'
import { applyVoiceOptions, voiceHelp } from './voice.ts'
import { version } from '../io/version.ts'

/** Runs one command line and answers its exit code. The only place where an error becomes text. */
export async function runCli(line: readonly string[], given: Effects): Promise<number> {
  // commander's own errors, told once its help has been written.
  const misused: string[] = []
  try {
    const { args, effects } = applyVoiceOptions(line, given)
    return await parse(args, effects, misused)
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0) await removeEarlierReports(line, given)
    return errorReason(error, misused, given.stderr)
  }
}

async function parse(args: readonly string[], effects: Effects, misused: string[]): Promise<number> {
  let exitCode: number = exitCodes.pass
  const finish = (code: number): void => {
    exitCode = code
  }
  const program = programOf(effects, finish)
    .configureOutput(outputOf(effects, misused))
    .hook('preAction', async (_, action) => {
      await removeEarlierReports(args, effects)
      refuseLostSettings(effects.environment)
      refuseStrandedOptions(action)
    })
  for (const command of commandsOf(effects, finish)) program.addCommand(inherit(command, program))
  program.addCommand(inherit(completionCommand(effects), program))
  program.addCommand(inherit(completeCommand(effects, program), program), { hidden: true })
  refuseLostOptions(program)
  await program.parseAsync(args, { from: 'user' })
  return exitCode
}

function programOf({ stdout, stderr }: Effects, finish: (exitCode: number) => void): Command {
  const program = new Command('mfa-gate')
    .description('Fails when too few users of a Microsoft Entra tenant are registered for MFA.')
    .version(version, '-v, --version', 'print the version')
    .exitOverride()
    // A subcommand has its own options, also where the command above it has one of that name.
    .enablePositionalOptions()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', ({ error }) => tableHelp(widthOf(error ? stderr : stdout)))
  for (const option of voiceHelp()) program.addOption(option)
  program.addCommand(
    new Command('version').description('Print the version.').action(() => {
      stdout.write(`${version}\n`)
      finish(exitCodes.pass)
    }),
  )
  return program
}

function commandsOf(effects: Effects, finish: (exitCode: number) => void): readonly Command[] {
  return [
    setUpCommand(effects),
    checkCommand(effects, finish),
    auditCommand(effects, finish),
    rulesCommand(effects),
    historyCommand(effects),
    doctorCommand(effects, finish),
    evidenceCommand(effects, finish),
    exclusionsCommand(effects, finish),
    explainCommand(effects, finish),
    policyConfigCommand(effects, finish),
    simulateCommand(effects, finish),
    snapshotCommand(effects, finish),
  ]
}

/** commander asks the process about its terminal unless it is told. */
function outputOf({ stdout, stderr }: Effects, misused: string[]): OutputConfiguration {
  return {
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => widthOf(stdout),
    getErrHelpWidth: () => widthOf(stderr),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
    outputError: (text) => void misused.push(text.replace(/^error: /, '').trimEnd()),
  }
}

function widthOf({ isTTY, columns }: Output): number {
  return isTTY === true ? (columns ?? 80) : 80
}

async function errorReason(error: unknown, misused: readonly string[], stderr: Output): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // The help that was asked for is no error.
    for (const text of misused) await tell(stderr, `mfa-gate: ${text}\n(run with --help for the options)\n`)
    return error.exitCode === 0 ? exitCodes.pass : exitCodes.usage
  }
  if (error instanceof ConfigurationError) {
    for (const problem of error.problems) await warn(stderr, problem)
    return exitCodes.usage
  }
  const problem = machineProblem(error)
  if (problem !== undefined) {
    await warn(stderr, problem)
    return exitCodes.usage
  }
  const name = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  await warn(stderr, `a defect in the gate (${name}); nothing was judged. Please report it with this line`)
  return exitCodes.defect
}
