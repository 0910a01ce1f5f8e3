import { Command, Option } from 'commander'
import { formatNames } from '../report/formats/formats.ts'
import { judgedExitCode, type FailOn, failOns } from './exit-code.ts'
import { addGateOptions, type GateOptions, runGate } from './gate-options.ts'
import { refuseSilentPass, tellUngated } from './leniency.ts'
import { output } from './output/print.ts'
import { targetsFrom } from './output/targets.ts'
import { readOnly } from '../snapshots/baseline-store.ts'
import { withUserFile } from './user-file.ts'
import { version } from './version.ts'

export interface CheckOptions extends GateOptions {
  readonly format: readonly string[]
  readonly failOn: FailOn
  readonly exitZero?: boolean
  readonly dryRun?: boolean
  readonly list?: string
}

/** `mfa-gate check`: the same answer as the policy pack gives, without Pulumi. */
export function checkCommand(finish: (exitCode: number) => void): Command {
  return addGateOptions(new Command('check').description('Judge the tenant once and say what came of it.'))
    .option(
      '--format <name[=file]>',
      `how to say it, and where; may be given several times: ${formatNames.join(', ')} (default: text)`,
      (value: string, earlier: readonly string[]) => [...earlier, value],
      [],
    )
    .addOption(
      new Option('--fail-on <answer>', 'the least answer that fails: a missing one, a violation, or none')
        .choices(failOns)
        .default('undetermined'),
    )
    .option('--exit-zero', 'exit 0 whatever the answer; refused with a mandatory rule unless --dry-run')
    .option('--dry-run', 'gate nothing: record no ratios, and allow --exit-zero')
    .option('--list <file>', 'write the users who lack a measure to a CSV file; it will name people')
    .action(async (options: CheckOptions) => finish(await check(options)))
}

async function check(options: CheckOptions): Promise<number> {
  const targets = targetsFrom(options.format)
  const { assessment, loaded, stack, now } = await withUserFile(options, (list) =>
    runGate(options, {
      list,
      refuse: (rules) => refuseSilentPass(rules, options),
      ...(options.dryRun === true ? { limit: (store) => readOnly(store, 'a dry run records nothing') } : {}),
    }),
  )
  await output(targets, { assessment, rulesOrigin: loaded.origin, stack, now, version }, process.env)
  const exitCode = judgedExitCode(assessment.outcome, options)
  tellUngated(assessment.outcome, exitCode)
  return exitCode
}
