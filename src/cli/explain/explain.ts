import { Command, Option } from 'commander'
import type { Effects } from '../effects.ts'
import { addGateOptions } from '../gate-options.ts'
import { addHistoryOption } from '../history/options.ts'
import { addTenantOption } from '../tenant-option.ts'
import type { ExplainOptions } from './show.ts'

/** `mfa-gate explain`: what it takes to pass, and when. What decided a rule's values `rules origins` says. */
export function explainCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('explain').description(
    'Say for each rule how many more users must register, now and for each later step of a ramp, and when that will be at the present trend. It stops and records nothing. Which line of the rules document decided what: `mfa-gate rules origins`.',
  )
  return addTenantOption(addHistoryOption(addGateOptions(command)))
    .addOption(
      new Option('--format <name>', 'format of the output').choices(['text', 'json']).default('text'),
    )
    .option(
      '--by-segment',
      'also read where the missing users are: members, guests, admins; needs AuditLog.Read.All',
    )
    .option(
      '--methods',
      'also read which methods users have, by segment: phone only, code or push, phishing-resistant, none; needs AuditLog.Read.All',
    )
    .option(
      '--list <file>',
      'write the users who lack a measure to a CSV file for the help desk, which names people; needs AuditLog.Read.All',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 explained, 2 wrong usage or configuration, 3 a rule could not be determined.',
    )
    .action(async (options: ExplainOptions) =>
      finish(await (await import('./show.ts')).show(effects, options)),
    )
}
