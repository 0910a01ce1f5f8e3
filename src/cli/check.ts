import { Command } from 'commander'
import { renderText } from '../report/text.ts'
import { exitCodeOf } from './exit-code.ts'
import { addGateOptions, type GateOptions, runGate } from './gate-options.ts'

/** `mfa-gate check`: the same answer as the policy pack gives, without Pulumi. */
export function checkCommand(finish: (exitCode: number) => void): Command {
  return addGateOptions(
    new Command('check').description('Judge the tenant once and say what came of it.'),
  ).action(async (options: GateOptions) => {
    const { assessment, loaded } = await runGate(options)
    process.stdout.write(renderText(assessment, loaded.origin))
    finish(exitCodeOf(assessment.outcome))
  })
}
