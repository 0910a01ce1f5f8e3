import { Command } from 'commander'
import { assess } from '../assess.ts'
import { loadRules } from '../config/rules-file.ts'
import { parseDeadline, settingsFrom } from '../config/settings.ts'
import { readTenant } from '../read-tenant.ts'
import { renderText } from '../report/text.ts'
import { rulesFrom } from '../rules/from-document.ts'
import { debugLog } from './debug.ts'
import { exitCodeOf } from './exit-code.ts'

interface CheckOptions {
  readonly rules?: string
  readonly timeout?: string
  readonly debug?: true
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
      'for sign-in, requests and retries together, such as 30s or 2m; default: MFA_GATE_TIMEOUT, else 30s',
    )
    .option('--debug', 'tell on stderr what lies behind a failure, without secrets')
    .action(async (options: CheckOptions) => {
      const environment = process.env
      const fromEnvironment = settingsFrom(environment)
      const settings = {
        ...fromEnvironment,
        ...(options.timeout === undefined ? {} : { deadlineMs: parseDeadline(options.timeout, '--timeout') }),
      }
      const { document, origin } = loadRules(options.rules ?? settings.rulesFile, process.cwd())
      const onFailure = options.debug ? debugLog(environment) : () => undefined
      const read = () => readTenant({ settings, environment, now: () => new Date(), onFailure })
      const assessment = await assess(rulesFrom(document), read)
      process.stdout.write(renderText(assessment, origin))
      finish(exitCodeOf(assessment.outcome))
    })
}
