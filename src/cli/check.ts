import { Command } from 'commander'
import { renderText } from '../report/text.ts'
import { exitCodeOf } from './exit-code.ts'
import { addGateOptions, type GateOptions, runGate } from './gate-options.ts'
import { withUserFile } from './user-file.ts'

interface CheckOptions extends GateOptions {
  readonly list?: string
}

/** `mfa-gate check`: the same answer as the policy pack gives, without Pulumi. */
export function checkCommand(finish: (exitCode: number) => void): Command {
  return addGateOptions(new Command('check').description('Judge the tenant once and say what came of it.'))
    .option('--list <file>', 'write the users who lack a measure to a CSV file; it will name people')
    .action(async (options: CheckOptions) => {
      const { assessment, loaded } = await withUserFile(options, (list) => runGate(options, undefined, list))
      process.stdout.write(renderText(assessment, loaded.origin))
      finish(exitCodeOf(assessment.outcome))
    })
}
