import { resolve } from 'node:path'
import { parsePolicyFile, type PolicyNames } from '../../config/policy-file.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { readText } from '../../config/read-text.ts'
import type { LoadedRules } from '../../config/rules-file.ts'
import { suggest } from '../../config/schema-sentence.ts'
import { settingsFrom } from '../../config/settings.ts'
import { shortestPath } from '../../config/shortest-path.ts'
import { version } from '../../io/version.ts'
import { placesIn } from '../../config/places-in.ts'
import type { ReportTarget } from '../../config/report-target.ts'
import { writeTexts } from '../../gate/write-reports.ts'
import {
  type ConfigurationFormat,
  configurationFormats,
  isConfigurationFormat,
} from '../../report/configuration/formats.ts'
import {
  type ConfigurationOutcome,
  configurationReportOf,
  type Review,
} from '../../report/configuration/review.ts'
import { dayOf } from '../../rules/calendar.ts'
import { exceptedBy } from '../../rules/configuration/exceptions.ts'
import { weakenings } from '../../rules/configuration/weakening.ts'
import { ownPolicies } from '../../rules/own-policies.ts'
import type { Stack } from '../../rules/stack.ts'
import { lockoutGuard } from '../../schemas/guard-settings.ts'
import type { Effects } from '../effects.ts'
import { type ExitCode, exitCodes, type FailOn } from '../exit-code.ts'
import { rulesFor, type StackOptions, stackFrom } from '../gate-options.ts'
import { targetsFrom } from '../output/targets.ts'
import { timeOf } from '../time-of.ts'
import { filesFrom } from './files.ts'
import { print } from '../output/tell.ts'

export interface PolicyConfigOptions extends Pick<StackOptions, 'rules' | 'stack' | 'tag' | 'tags'> {
  readonly format: readonly string[]
  readonly failOn: Exclude<FailOn, 'none'>
}

/** Reviews every file and says what came of it; answers the exit code. @throws ConfigurationError */
export async function run(
  effects: Effects,
  given: readonly string[],
  options: PolicyConfigOptions,
): Promise<ExitCode> {
  const { environment, directory } = effects
  const targets = targetsFrom(options.format, directory).map(formatted)
  const settings = settingsFrom(environment)
  const loaded = rulesFor(options, settings, directory)
  const around = { loaded, directory, now: effects.now(), stack: stackFrom(options, settings) }
  const files = await filesFrom(given, directory)
  const report = configurationReportOf(
    files.map((file) => reviewOf(file, around)),
    { reviewedAt: around.now.toISOString(), rules: shortestPath(loaded.origin, directory), version },
  )
  const placed = placesIn(environment, directory)
  const render = async (format: ConfigurationFormat): Promise<string> =>
    (await configurationFormats[format]())(report, placed)
  for (const { format, file } of targets) {
    if (file !== undefined) continue
    await print(effects.stdout, format, await render(format))
  }
  const problems = await writeTexts(targets, render, directory, timeOf(effects, {})())
  if (problems.length > 0) throw new ConfigurationError(problems)
  return exitCodeOf(report.outcome, options.failOn)
}

function formatted({ format, file }: ReportTarget): ReportTarget & { readonly format: ConfigurationFormat } {
  if (isConfigurationFormat(format)) return { format, file }
  const known = Object.keys(configurationFormats).join(', ')
  throw new ConfigurationError([`--format: policy-config has no format ${format}; allowed: ${known}`])
}

interface Around {
  readonly loaded: LoadedRules
  readonly directory: string
  readonly now: Date
  readonly stack: Stack
}

function reviewOf(file: string, { loaded, directory, now, stack }: Around): Review {
  const { document, waivers } = loaded
  const names = namesIn(document)
  try {
    const text = readText(
      resolve(directory, file),
      'the policy configuration',
      'correct its path or its rights',
    )
    const read = parsePolicyFile(text, file, names)
    const known = new Set(['all', ...names.rules, ...names.guards, ...names.own])
    const { organization } = stack
    return {
      ...{ file, read },
      weakenings: weakenings(read, document, stack),
      excepted: exceptedBy(read, { document, waivers, today: dayOf(now), organization }),
      unknown: [...read.policies.keys()]
        .filter((name) => !known.has(name))
        .map((name) => ({ name, meant: suggest(name, [...known]) })),
    }
  } catch (error) {
    if (error instanceof ConfigurationError) return { file, problems: error.problems }
    throw error
  }
}

function namesIn({ rules, guards }: LoadedRules['document']): PolicyNames {
  return {
    rules: rules.map(({ id }) => id),
    guards: guards?.[lockoutGuard] === undefined ? [] : [lockoutGuard],
    own: ownPolicies,
  }
}

function exitCodeOf(outcome: ConfigurationOutcome, failOn: PolicyConfigOptions['failOn']): ExitCode {
  switch (outcome) {
    case 'weakened':
      return exitCodes.violation
    case 'unreadable':
      return exitCodes.usage
    case 'undetermined':
      return failOn === 'undetermined' ? exitCodes.undetermined : exitCodes.pass
    case 'passed':
      return exitCodes.pass
  }
}
