import { Command } from 'commander'
import { loadRules } from '../config/rules-file.ts'
import { parseDeadline, settingsFrom } from '../config/settings.ts'
import { examine } from '../doctor/examine.ts'
import { renderChecklist } from '../doctor/render-checklist.ts'
import { rulesFrom } from '../rules/from-document.ts'
import { debugLog } from './debug.ts'
import { doctorEdges } from './doctor-edges.ts'
import { exitCodes } from './exit-code.ts'

interface DoctorOptions {
  readonly rules?: string
  readonly timeout?: string
  readonly debug?: true
}

/** `mfa-gate doctor`: says what a check would meet here, step by step, and what is missing. */
export function doctorCommand(finish: (exitCode: number) => void): Command {
  return new Command('doctor')
    .description(
      'Walk through sign-in, tenant, permissions, licence and reports, and say what is missing and who grants it; exit code 0 only when a check would be able to decide.',
    )
    .option('--rules <file>', 'rules document; default: MFA_GATE_RULES, else the built-in rules')
    .option(
      '--timeout <time>',
      'for everything together, such as 30s or 2m; default: MFA_GATE_TIMEOUT, else 30s',
    )
    .option('--debug', 'tell on stderr what lies behind a failure, without secrets')
    .action(async (options: DoctorOptions) => {
      const environment = process.env
      const fromEnvironment = settingsFrom(environment)
      const { timeout } = options
      const settings = {
        ...fromEnvironment,
        ...(timeout === undefined ? {} : { deadlineMs: parseDeadline(timeout, '--timeout') }),
      }
      const { document } = loadRules(options.rules ?? settings.rulesFile, process.cwd())
      const onFailure = options.debug ? debugLog(environment) : () => undefined
      const edges = doctorEdges(settings, environment, rulesFrom(document), onFailure)
      const { items, wouldDecide } = await examine(edges)
      const standIn =
        settings.simulatedTenant === undefined ? '' : 'The embedded tenant (a stand-in, not Microsoft).\n'
      process.stdout.write(`${standIn}${renderChecklist(items)}`)
      finish(wouldDecide ? exitCodes.pass : exitCodes.undetermined)
    })
}
