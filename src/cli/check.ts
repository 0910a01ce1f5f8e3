import { Command, Option } from 'commander'
import { assess } from '../assess.ts'
import { loadRules } from '../config/rules-file.ts'
import { deadlines, settingsFrom } from '../config/settings.ts'
import { readTenant, type TenantAccess } from '../read-tenant.ts'
import { renderText } from '../report/text.ts'
import type { Assessment } from '../rules/assessment.ts'
import { rulesFrom } from '../rules/from-document.ts'
import { questionsOf } from '../rules/questions.ts'
import { sourceChoices } from '../schemas/source.ts'
import { ConfigurationError } from '../config/problem.ts'
import type { SourceWish } from '../posture/source.ts'
import { exitCodeOf } from './exit-code.ts'
import { progressBar } from './progress-bar.ts'
import { openUserFile, type UserFile } from './user-list.ts'

interface CheckOptions {
  readonly rules?: string
  readonly timeout?: string
  readonly source?: SourceWish
  readonly list?: string
}

/** `mfa-gate check`: the same answer as the policy pack gives, without Pulumi. */
export function checkCommand(finish: (exitCode: number) => void): Command {
  return new Command('check')
    .description('Judge the tenant once and say what came of it.')
    .option(
      '--rules <file>',
      'rules document (YAML or JSON); default: MFA_GATE_RULES, else the built-in rules',
    )
    .option(
      '--timeout <time>',
      'for sign-in, requests and retries together, such as 30s or 2m; default: MFA_GATE_TIMEOUT, else 30s, and 10m where users are read page by page',
    )
    .addOption(
      new Option(
        '--source <source>',
        'report to read; default: what the rules document says, else auto',
      ).choices(sourceChoices),
    )
    .option('--list <file>', 'write the users who lack a measure to a CSV file; it will name people')
    .action(async (options: CheckOptions) => {
      const environment = process.env
      const fromEnvironment = settingsFrom(environment)
      const settings = {
        ...fromEnvironment,
        ...(options.timeout === undefined ? {} : deadlines(options.timeout, '--timeout')),
      }
      const loaded = loadRules(options.rules ?? settings.rulesFile, process.cwd())
      const source = options.source ?? loaded.document.source
      const rules = rulesFrom(loaded.document)
      const assessment = await withList(options.list, source, (list) =>
        watched((progress) =>
          assess(rules, () =>
            readTenant({
              settings,
              environment,
              now: () => new Date(),
              questions: questionsOf(rules),
              source,
              exclusions: loaded.exclusions,
              list,
              progress,
            }),
          ),
        ),
      )
      process.stdout.write(renderText(assessment, loaded.origin))
      finish(exitCodeOf(assessment.outcome))
    })
}

/** Shows how far a long reading is, when somebody watches. */
async function watched(
  run: (progress: TenantAccess['progress']) => Promise<Assessment>,
): Promise<Assessment> {
  const bar = await progressBar(process.stderr)
  try {
    return await run(bar?.progress)
  } finally {
    bar?.stop()
  }
}

/** Has the users written down who lack a measure, and says what that file is; without a reading there is no list. */
async function withList(
  file: string | undefined,
  source: SourceWish | undefined,
  run: (list: UserFile | undefined) => Promise<Assessment>,
): Promise<Assessment> {
  if (file === undefined) return run(undefined)
  if (source !== undefined && source !== 'auto' && source !== 'registrationDetails') {
    throw new ConfigurationError([
      `--list needs the source registrationDetails, since ${source} names nobody; correct --source or the rules document`,
    ])
  }
  const list = openUserFile(file)
  let complete = false
  try {
    const assessment = await run(list)
    complete = assessment.verdicts.some(({ kind }) => kind === 'pass' || kind === 'violation')
    return assessment
  } finally {
    process.stderr.write(
      complete
        ? `mfa-gate: ${file} names ${list.finish()} users who lack a measure: it is personal data, so keep it no longer than needed.\n`
        : `mfa-gate: ${file} was not written, since the users were not read to the end.\n`,
    )
    if (!complete) list.discard()
  }
}
