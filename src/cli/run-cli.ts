import { Command, CommanderError, type OutputConfiguration } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { refuseLostSettings } from '../config/setting.ts'
import { machineProblem } from '../io/machine-problem.ts'
import { sentence } from '../report/sentence.ts'
import { auditCommand } from './audit/audit.ts'
import { checkCommand } from './check.ts'
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
import { version } from '../io/version.ts'

/** Runs one command line and answers its exit code. The only place where an error becomes text. */
export async function runCli(args: readonly string[], effects: Effects): Promise<number> {
  let exitCode: number = exitCodes.pass
  const finish = (code: number): void => {
    exitCode = code
  }
  const program = new Command('mfa-gate')
    .description('Fails when too few users of a Microsoft Entra tenant are registered for MFA.')
    .version(version)
    .showHelpAfterError('(run with --help for the options)')
    .exitOverride()
    // A subcommand has its own options, also where the command above it has one of that name.
    .enablePositionalOptions()
    .configureOutput(outputOf(effects))
    .addHelpText('after', ({ error }) => tableHelp(widthOf(error ? effects.stderr : effects.stdout)))
    .hook('preAction', async (_, action) => {
      await removeEarlierReports(args, effects)
      refuseLostSettings(effects.environment)
      refuseStrandedOptions(action)
    })
  program.addCommand(setUpCommand(effects).copyInheritedSettings(program))
  program.addCommand(checkCommand(effects, finish).copyInheritedSettings(program))
  program.addCommand(inherit(auditCommand(effects, finish), program))
  program.addCommand(inherit(rulesCommand(effects), program))
  program.addCommand(inherit(historyCommand(effects), program))
  program.addCommand(doctorCommand(effects, finish).copyInheritedSettings(program))
  program.addCommand(inherit(evidenceCommand(effects, finish), program))
  program.addCommand(inherit(exclusionsCommand(effects, finish), program))
  program.addCommand(explainCommand(effects, finish).copyInheritedSettings(program))
  program.addCommand(policyConfigCommand(effects, finish).copyInheritedSettings(program))
  program.addCommand(simulateCommand(effects, finish).copyInheritedSettings(program))
  program.addCommand(snapshotCommand(effects, finish).copyInheritedSettings(program))
  refuseLostOptions(program)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0) await removeEarlierReports(args, effects)
    return errorReason(error, effects.stderr)
  }
}

/** commander asks the process about its terminal unless it is told. */
function outputOf({ stdout, stderr }: Effects): OutputConfiguration {
  return {
    writeOut: (text) => void stdout.write(text),
    writeErr: (text) => void stderr.write(text),
    getOutHelpWidth: () => widthOf(stdout),
    getErrHelpWidth: () => widthOf(stderr),
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  }
}

function widthOf({ isTTY, columns }: Output): number {
  return isTTY === true ? (columns ?? 80) : 80
}

function errorReason(error: unknown, stderr: Output): ExitCode {
  // commander has already printed its own sentence, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.usage
  if (error instanceof ConfigurationError) {
    stderr.write(`${error.problems.map((problem) => sentence(`mfa-gate: ${problem}`)).join('\n')}\n`)
    return exitCodes.usage
  }
  const problem = machineProblem(error)
  if (problem !== undefined) {
    stderr.write(`${sentence(`mfa-gate: ${problem}`)}\n`)
    return exitCodes.usage
  }
  const name = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  stderr.write(
    `mfa-gate: a defect in the gate (${name}); nothing was judged. Please report it with this line.\n`,
  )
  return exitCodes.defect
}
