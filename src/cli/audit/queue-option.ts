import { type Command, InvalidArgumentError } from 'commander'
import type { Environment } from '../../config/environment.ts'
import { ConfigurationError } from '../../config/problem.ts'
import type { Location } from '../../history/location.ts'
import { type HistoryOption, locationFrom } from '../history/options.ts'

export interface QueueOption {
  /** Name of the queue. */
  readonly queue: string
}

export function addQueueOption(command: Command): Command {
  return command.option(
    '--queue <name>',
    'name of the queue in the database of the history, to keep the audits of several teams apart',
    queueName,
    'default',
  )
}

function queueName(text: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,39}$/i.test(text)) return text
  throw new InvalidArgumentError('Write up to 40 letters, digits, hyphens and underscores.')
}

/** The history that a queue lies beside. @throws ConfigurationError */
export function queueLocation(
  options: HistoryOption,
  environment: Environment,
  directory: string,
): Extract<Location, { kind: 'postgres' }> {
  const location = locationFrom(options, environment, directory)
  if (location?.kind === 'postgres') return location
  throw new ConfigurationError([
    location === undefined
      ? 'workers share an audit through the database of a history, and no history is given; give --history postgres://user@host:5432/database, or set MFA_GATE_HISTORY'
      : 'workers on several machines cannot share a SQLite file; give --history postgres://user@host:5432/database, or set MFA_GATE_HISTORY',
  ])
}
