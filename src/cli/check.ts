import { Command, Option } from 'commander'
import { setting } from '../config/setting.ts'
import { formatNames } from '../report/formats/formats.ts'
import { reportOfCheck } from '../report/report.ts'
import { reportOf } from '../report/report-of.ts'
import { ConfigurationError } from '../config/problem.ts'
import { formatOption } from './several-times.ts'
import type { Effects } from './effects.ts'
import { judgedExitCode, type FailOn, failOns } from './exit-code.ts'
import { addGateOptions, type GateOptions, runGate } from './gate-options.ts'
import { refuseSilentPass, tellUngated } from './leniency.ts'
import { output } from './output/print.ts'
import { note } from './output/tell.ts'
import { targetsFrom } from './output/targets.ts'
import { readOnly } from '../snapshots/baseline-store.ts'
import type { Keeping } from './history/keep.ts'
import { placesIn } from '../config/places-in.ts'
import { defaultOf } from './table-help.ts'
import { timeOf } from './time-of.ts'
import { withUserFile } from './user-file.ts'
import { version } from '../io/version.ts'

interface CheckOptions extends GateOptions {
  readonly format: readonly string[]
  readonly failOn: FailOn
  readonly exitZero?: boolean
  readonly dryRun?: boolean
  readonly list?: string
  readonly history?: string
}

/** `mfa-gate check`: the same answer as the policy pack gives, without Pulumi. */
export function checkCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return addGateOptions(new Command('check').description('Judge the tenant once and report the outcome.'))
    .addOption(formatOption(formatNames))
    .addOption(
      new Option(
        '--fail-on <answer>',
        'which answers fail: "undetermined" (could not determine, and below the minimum), "violation" (only below the minimum), or "none"',
      )
        .choices(failOns)
        .default('undetermined'),
    )
    .option('--exit-zero', 'always exit with code 0; with a mandatory rule only together with --dry-run')
    .option('--dry-run', 'only look: record no ratios, keep no history, and allow --exit-zero')
    .option('--list <file>', 'write the users who lack a measure to a CSV file, which names people')
    .option(
      '--history <file|url>',
      `keep the answer in this SQLite file or PostgreSQL; ${defaultOf('MFA_GATE_HISTORY')}`,
    )
    .action(async (options: CheckOptions) => finish(await check(effects, options)))
}

async function check(effects: Effects, options: CheckOptions): Promise<number> {
  const targets = targetsFrom(options.format, effects.directory)
  const time = timeOf(effects, options)
  const keeping = await keepingOf(effects, options, time)
  try {
    return await judgeAndKeep(effects, options, { targets, keeping, time })
  } finally {
    await keeping?.close()
  }
}

/** Loaded only where a history is named, since every check pays for what is loaded at start. */
async function keepingOf(
  effects: Effects,
  { history, dryRun }: CheckOptions,
  time: () => number,
): Promise<Keeping | undefined> {
  const named = history ?? setting(effects.environment, 'MFA_GATE_HISTORY')
  if (named === undefined || dryRun === true) return undefined
  return (await import('./history/keep.ts')).openKeeping(
    effects,
    history === undefined ? {} : { history },
    time,
  )
}

interface Around {
  readonly targets: ReturnType<typeof targetsFrom>
  readonly keeping: Keeping | undefined
  readonly time: () => number
}

async function judgeAndKeep(
  effects: Effects,
  options: CheckOptions,
  { targets, keeping, time }: Around,
): Promise<number> {
  const { assessment, expectedTenantId, listProblems } = await withUserFile(effects, options, (list) =>
    runGate(effects, options, {
      list,
      refuse: (rules) => refuseSilentPass(rules, options),
      ...(options.dryRun === true ? { limit: (store) => readOnly(store, 'a dry run records nothing') } : {}),
    }),
  )
  const report = reportOf({ assessment, version })
  const occasion = { placed: placesIn(effects.environment, effects.directory) }
  await output({ targets, reports: [reportOfCheck(report)], occasion }, effects, time)
  await keeping?.keep(report, expectedTenantId)
  if (keeping?.file !== undefined) await note(effects, `kept the answer in ${keeping.file}`)
  if (listProblems.length > 0) throw new ConfigurationError(listProblems)
  const exitCode = judgedExitCode(assessment.outcome, options)
  await tellUngated(assessment.outcome, exitCode, effects.stderr)
  return exitCode
}
