import { type Command, InvalidArgumentError, Option } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import { quoted } from '../../config/quoted.ts'
import type { Environment } from '../../config/environment.ts'
import { setting } from '../../config/setting.ts'
import type { Filter, VerdictKind } from '../../history/history.ts'
import { type Location, parseLocation } from '../../history/location.ts'
import { ago, parseStretch } from '../../history/retention.ts'
import { dayMs } from '../../model/clock.ts'
import { parseDay } from '../../rules/calendar.ts'
import type { Effects } from '../effects.ts'

export interface HistoryOption {
  readonly history?: string
}

export interface FilterOptions extends HistoryOption {
  readonly tenant?: string
  readonly rule?: string
  readonly outcome?: VerdictKind
  readonly since?: string
  readonly until?: string
  readonly limit?: number
}

export function addHistoryOption(command: Command): Command {
  return command.option(
    '--history <file|url>',
    'SQLite file or postgres:// URL; default: MFA_GATE_HISTORY (better for a URL with a password, as other users see options)',
  )
}

export function addFilterOptions(command: Command): Command {
  return command
    .option('--tenant <id>', 'of this tenant only: its id, domain or display name')
    .option('--rule <id>', 'of this rule only')
    .addOption(
      new Option('--outcome <answer>', 'with this answer only').choices([
        'pass',
        'violation',
        'undetermined',
        'not-applicable',
      ]),
    )
    .option(
      '--since <day>',
      'judged on this day (UTC) or later, such as 2026-01-31, or in the last 90d, 6mo or 2y',
    )
    .option('--until <day>', 'judged on this day (UTC) or earlier')
    .option('--limit <number>', 'at most this many lines', wholeNumber)
}

/** Undefined when nobody names a history. @throws ConfigurationError */
export function locationFrom(
  { history }: HistoryOption,
  environment: Environment,
  directory: string,
): Location | undefined {
  if (history !== undefined) return parseLocation(history, directory, '--history', environment)
  const named = setting(environment, 'MFA_GATE_HISTORY')
  return named === undefined ? undefined : parseLocation(named, directory, 'MFA_GATE_HISTORY', environment)
}

/** @throws ConfigurationError */
export function requiredLocation({ environment, directory }: Effects, options: HistoryOption): Location {
  const location = locationFrom(options, environment, directory)
  if (location !== undefined) return location
  throw new ConfigurationError([
    'no history is named; give --history FILE or set MFA_GATE_HISTORY to a file or a postgres:// URL',
  ])
}

/** @throws ConfigurationError */
export function filterFrom(options: FilterOptions, now: Date): Filter {
  const { tenant, rule, outcome, limit } = options
  const since = options.since === undefined ? undefined : sinceFrom(options.since, now)
  const until = options.until === undefined ? undefined : startOf(options.until, '--until', 1)
  if (since !== undefined && until !== undefined && since >= until) {
    throw new ConfigurationError(['--since is later than --until; swap them'])
  }
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(rule === undefined ? {} : { rule }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(limit === undefined ? {} : { limit }),
  }
}

function sinceFrom(text: string, now: Date): Date {
  return /^\d+[a-z]+$/.test(text) ? ago(parseStretch(text, '--since'), now) : startOf(text, '--since', 0)
}

/** `daysLater` makes a day that is included the moment before which all of it lies. */
function startOf(text: string, option: string, daysLater: number): Date {
  const day = parseDay(text)
  if (day === undefined) {
    const also = option === '--since' ? ', or a period such as 90d, 6mo or 2y' : ''
    throw new ConfigurationError([`${option} is ${quoted(text)}; write a day as 2026-01-31${also}`])
  }
  return new Date((day + daysLater) * dayMs)
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!/^\d{1,9}$/.test(text) || number === 0) throw new InvalidArgumentError('Write a whole number above 0.')
  return number
}
