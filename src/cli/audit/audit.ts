import { Command, InvalidArgumentError, Option } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { formatNames } from '../../report/formats/formats.ts'
import { formatOption } from '../several-times.ts'
import { defaultOf } from '../table-help.ts'
import type { Effects } from '../effects.ts'
import { addStackOptions } from '../gate-options.ts'
import { addHistoryOption } from '../history/options.ts'
import type { CollectOptions } from './collect.ts'
import type { AuditOptions } from './prepare-audit.ts'
import { addQueueOption } from './queue-option.ts'
import type { WorkerOptions } from './worker.ts'
import { logFormats } from './worker-log.ts'

const pages = '; html=DIRECTORY writes a page per tenant and one over all'
const evidenceOption = new Option('--evidence <directory>', 'write an evidence bundle of every tenant there')
const signOption = new Option(
  '--sign <key>',
  `sign the bundles with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
)

/** `mfa-gate audit`: judges many tenants side by side, and keeps what it found. */
export function auditCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('audit')
    .description('Judge one tenant or many, keep the answers in the history, and report the outcome of each.')
    .option('--tenants <file>', `tenants document (YAML or JSON); ${defaultOf('MFA_GATE_TENANTS')}`)
    .addOption(formatOption(formatNames, pages))
    .addOption(evidenceOption)
    .addOption(signOption)
    .option('--resume', 'continue the unfinished audit of the same tenants and rules')
    .option('--concurrency <tenants>', 'how many tenants are read at the same time', atATime, 8)
    .option('--distribute', 'put the tenants into a queue for audit workers, and wait for them')
    .option(
      '--no-wait',
      'with --distribute: exit as soon as they are in the queue; audit collect writes the reports',
    )
  return addQueueOption(addHistoryOption(addStackOptions(command)))
    .action(async (options: AuditOptions) => {
      // Loaded here, since no other command may pay for the history and its database.
      if (options.distribute === true) {
        const { distribute } = await import('./distribute.ts')
        finish(await distribute(effects, options))
        return
      }
      if (!options.wait) throw new ConfigurationError(['--no-wait works only with --distribute; add that'])
      const { carryOut } = await import('./carry-out.ts')
      finish(await carryOut(effects, options))
    })
    .addCommand(workerCommand(effects, finish))
    .addCommand(collectCommand(effects, finish))
}

function workerCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('worker')
    .description(
      'Judge the tenants that audit --distribute has put into a queue, together with any number of other workers, until stopped; after SIGTERM it finishes the tenants that it has started.',
    )
    .option('--concurrency <tenants>', 'how many tenants are read at the same time', atATime, 8)
    .option(
      '--timeout <time>',
      `time limit for sign-in, requests and retries of one tenant together, such as 30s or 2m; ${defaultOf('MFA_GATE_TIMEOUT')}`,
    )
    .addOption(evidenceOption)
    .addOption(signOption)
    .option(
      '--baselines <directory>',
      `directory in which ratios are kept for noDropMoreThan, shared by all workers; ${defaultOf('MFA_GATE_BASELINES')}`,
    )
    .addOption(
      new Option('--log <format>', 'one line on stderr for each event').choices(logFormats).default('text'),
    )
    .option('--until-done', 'exit when nothing is left in the queue')
    .option('--debug', 'print the technical cause of a failure on stderr, without secrets')
  return addQueueOption(addHistoryOption(command)).action(async (options: WorkerOptions) => {
    const { work } = await import('./worker.ts')
    finish(await work(effects, options))
  })
}

function collectCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('collect')
    .description('Wait until workers have finished an audit, and write its reports.')
    .option('--audit <id>', 'id of the audit; default: the newest in the queue that has not been collected')
    .addOption(formatOption(formatNames, pages))
    .option(
      '--timeout <time>',
      `time limit for each step, without the waiting; ${defaultOf('MFA_GATE_TIMEOUT')}`,
    )
    .option('--no-wait', 'print how far it is, and exit with code 3 if it is not finished')
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
