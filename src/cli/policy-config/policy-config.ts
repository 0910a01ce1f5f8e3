import { Command, Option } from 'commander'
import { configurationFormats } from '../../report/configuration/formats.ts'
import { defaultOf } from '../table-help.ts'
import { formatOption, severalTimes } from '../several-times.ts'
import type { Effects } from '../effects.ts'
import type { PolicyConfigOptions } from './run.ts'

/** `mfa-gate policy-config`: whether Pulumi's policy configuration files take away what the rules demand. */
export function policyConfigCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return new Command('policy-config')
    .description(
      "Read Pulumi's policy configuration files (--policy-pack-config, version 1 and 2) and fail where one disables a rule, lowers its level or its minimum, or excepts what no waiver covers. Reads no tenant.",
    )
    .argument(
      '<file...>',
      'files, or patterns such as "**/policy-config*.json"; node_modules and .git are left out',
    )
    .option('--rules <file>', `rules document (YAML or JSON); ${defaultOf('MFA_GATE_RULES')}`)
    .option(
      '--stack <name>',
      'organization/project/stack that the files are for, if `stacks:` in the rules demands less of it; default: any',
    )
    .addOption(severalTimes('--tag <name=value>', 'a tag of that stack; may be given several times'))
    .option('--no-tags', 'state that the stack has no tags')
    .addOption(formatOption(Object.keys(configurationFormats)))
    .addOption(
      new Option(
        '--fail-on <answer>',
        'which answers fail: "undetermined" (asks for less, or depends on what cannot be seen), or "violation" (only asks for less)',
      )
        .choices(['violation', 'undetermined'])
        .default('undetermined'),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 no file asks for less, 1 one does, 2 one cannot be read, or wrong usage, 3 one depends on what cannot be seen.',
    )
    .action(async (files: readonly string[], options: PolicyConfigOptions) =>
      finish(await (await import('./run.ts')).run(effects, files, options)),
    )
}
