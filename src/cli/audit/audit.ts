import { Command, InvalidArgumentError } from 'commander'
import { formatNames } from '../../report/formats/formats.ts'
import { append } from '../append.ts'
import { defaultOf } from '../table-help.ts'
import type { Effects } from '../effects.ts'
import { addStackOptions } from '../gate-options.ts'
import { addHistoryOption } from '../history/options.ts'
import type { AuditOptions } from './prepare-audit.ts'

/** `mfa-gate audit`: judges many tenants side by side, and keeps what it found. */
export function auditCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('audit')
    .description('Judge one tenant or many, keep the answers in the history, and say what came of each.')
    .option('--tenants <file>', `tenants document (YAML or JSON); ${defaultOf('MFA_GATE_TENANTS')}`)
    .option(
      '--format <name[=file]>',
      `how to say it, and where; may be given several times: ${formatNames.join(', ')}; html=DIRECTORY writes a page per tenant and one over all (default: text)`,
      append,
      [],
    )
    .option('--evidence <directory>', 'write an evidence bundle of every tenant there')
    .option(
      '--sign <key>',
      `sign the bundles with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
    )
    .option('--resume', 'go on with the unfinished audit of the same tenants and rules')
    .option('--concurrency <tenants>', 'how many tenants are read at a time', atATime, 8)
  return addHistoryOption(addStackOptions(command)).action(async (options: AuditOptions) => {
    // Loaded here, since no other command may pay for the history and its database.
    const { carryOut } = await import('./carry-out.ts')
    finish(await carryOut(effects, options))
  })
}

function atATime(text: string): number {
  const number = Number(text)
  if (!/^\d{1,3}$/.test(text) || number < 1 || number > 100) {
    throw new InvalidArgumentError('Write a whole number from 1 to 100.')
  }
  return number
}
