import { Command, InvalidArgumentError, Option } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { formatNames } from '../../report/formats/formats.ts'
import { severalTimes } from '../several-times.ts'
import { defaultOf } from '../table-help.ts'
import type { Effects } from '../effects.ts'
import { addStackOptions } from '../gate-options.ts'
import { addHistoryOption } from '../history/options.ts'
import type { CollectOptions } from './collect.ts'
import type { AuditOptions } from './prepare-audit.ts'
import { addQueueOption } from './queue-option.ts'
import type { WorkerOptions } from './worker.ts'
import { logFormats } from './worker-log.ts'

/** `mfa-gate audit`: judges many tenants side by side, and keeps what it found. */
export function auditCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('audit')
    .description('Judge one tenant or many, keep the answers in the history, and say what came of each.')
    .option('--tenants <file>', `tenants document (YAML or JSON); ${defaultOf('MFA_GATE_TENANTS')}`)
    .addOption(
      severalTimes(
        '--format <name[=file]>',
        `how to say it, and where; may be given several times: ${formatNames.join(', ')}; html=DIRECTORY writes a page per tenant and one over all`,
        'text',
      ),
    )
    .option('--evidence <directory>', 'write an evidence bundle of every tenant there')
    .option(
      '--sign <key>',
      `sign the bundles with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
    )
    .option('--resume', 'go on with the unfinished audit of the same tenants and rules')
    .option('--concurrency <tenants>', 'how many tenants are read at a time', atATime, 8)
    .option('--distribute', 'put the tenants into a queue, which audit workers do, and wait for them')
    .option(
      '--no-wait',
      'with --distribute: end once they are in the queue; audit collect writes the reports',
    )
  return addQueueOption(addHistoryOption(addStackOptions(command)))
    .action(async (options: AuditOptions) => {
      // Loaded here, since no other command may pay for the history and its database.
      if (options.distribute === true) {
        const { distribute } = await import('./distribute.ts')
        finish(await distribute(effects, options))
        return
      }
      if (!options.wait)
        throw new ConfigurationError(['--no-wait is for workers to go on alone; add --distribute'])
      const { carryOut } = await import('./carry-out.ts')
      finish(await carryOut(effects, options))
    })
    .addCommand(workerCommand(effects, finish))
    .addCommand(collectCommand(effects, finish))
}

function workerCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('worker')
    .description(
      'Do the tenants that audit --distribute has put into a queue, beside any number of other workers, until told to stop; SIGTERM finishes what is begun.',
    )
    .option('--concurrency <tenants>', 'how many tenants are read at a time', atATime, 8)
    .option(
      '--timeout <time>',
      `for the sign-in, requests and retries of a tenant together, such as 30s or 2m; ${defaultOf('MFA_GATE_TIMEOUT')}`,
    )
    .option('--evidence <directory>', 'write an evidence bundle of every tenant there')
    .option(
      '--sign <key>',
      `sign the bundles with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
    )
    .option(
      '--baselines <directory>',
      `where ratios are kept for noDropMoreThan, shared by all workers; ${defaultOf('MFA_GATE_BASELINES')}`,
    )
    .addOption(
      new Option('--log <format>', 'lines on stderr, one for each event').choices(logFormats).default('text'),
    )
    .option('--until-done', 'end when nothing is left in the queue')
    .option('--debug', 'tell on stderr what lies behind a failure, without secrets')
  return addQueueOption(addHistoryOption(command)).action(async (options: WorkerOptions) => {
    const { work } = await import('./worker.ts')
    finish(await work(effects, options))
  })
}

function collectCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('collect')
    .description('Wait until workers have done an audit, and write its reports.')
    .option('--audit <id>', 'which one; default: the latest in the queue that nobody has collected')
    .addOption(
      severalTimes(
        '--format <name[=file]>',
        `how to say it, and where, as for audit: ${formatNames.join(', ')}`,
        'text',
      ),
    )
    .option('--timeout <time>', `for each step beside the waiting; ${defaultOf('MFA_GATE_TIMEOUT')}`)
    .option('--no-wait', 'say how far it is, and end with exit code 3 when it is not done')
  return addQueueOption(addHistoryOption(command)).action(async (options: CollectOptions) => {
    const { collect } = await import('./collect.ts')
    finish(await collect(effects, options))
  })
}

function atATime(text: string): number {
  const number = Number(text)
  if (!/^\d{1,3}$/.test(text) || number < 1 || number > 100) {
    throw new InvalidArgumentError('Write a whole number from 1 to 100.')
  }
  return number
}
