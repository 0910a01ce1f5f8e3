import { Command } from 'commander'
import { ConfigurationError } from '../../config/problem.ts'
import type { Exclusions } from '../../model/exclusion.ts'
import type { Reading } from '../../model/snapshot.ts'
import { readTenant } from '../../gate/read.ts'
import { renderMatches } from '../../report/exclusions-text.ts'
import { undeterminedLines } from '../../report/verdict-lines.ts'
import type { Effects } from '../effects.ts'
import { exitCodes } from '../exit-code.ts'
import { accessOf, addReadOptions, type ReadOptions, rulesFor, settingsWith } from '../gate-options.ts'
import { watched } from '../progress-bar.ts'
import { tell } from '../output/tell.ts'

/** `mfa-gate exclusions`: what helps to keep the accounts that rules leave out as they are meant. */
export function exclusionsCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  return new Command('exclusions')
    .description('Check the accounts that the rules leave out.')
    .addCommand(
      addReadOptions(
        new Command('check').description(
          'Read the tenant and list, by file and line, every exclusion that matches nobody, for example because the account was deleted. No rule is judged. Exit code 0 when every exclusion matches, 1 when one does not.',
        ),
      ).action(async (options: ReadOptions) => finish(await checkExclusions(effects, options))),
    )
}

async function checkExclusions(effects: Effects, options: ReadOptions): Promise<number> {
  const { environment, directory } = effects
  const settings = settingsWith(options, environment)
  const { exclusions, origin } = rulesFor(options, settings, directory)
  if (exclusions === undefined) {
    throw new ConfigurationError([
      `exclusions check needs rules with exclusions, and ${origin} has none; name others with --rules`,
    ])
  }
  const [first] = await watched(effects, (watch) =>
    readTenant(
      {
        questions: [{ measure: 'mfaRegistered', segment: 'all' }],
        source: 'registrationDetails',
        exclusions: withoutConditions(exclusions),
      },
      { ...accessOf(effects, options, settings), ...watch },
    ),
  )
  return tellMatches(effects, first?.reading, exclusions)
}

async function tellMatches(
  { stdout, stderr }: Effects,
  reading: Reading | undefined,
  { list }: Exclusions,
): Promise<number> {
  if (reading?.kind !== 'snapshot') {
    const lines = reading === undefined ? ['The tenant was not read.'] : undeterminedLines(reading.reason)
    await tell(stderr, `${lines.join('\n')}\n`)
    return exitCodes.undetermined
  }
  const excluded = reading.snapshot.exclusions?.excluded ?? []
  const named = list.reduce((sum, { entries }) => sum + (entries?.entries ?? 0), 0)
  await tell(stdout, renderMatches(excluded, named))
  return excluded.some(({ unmatched }) => unmatched !== undefined) ? exitCodes.violation : exitCodes.pass
}

/** All of them are told here, so none may keep the tenant from being read. */
function withoutConditions(exclusions: Exclusions): Exclusions {
  const list = exclusions.list.map((one) => ({ ...one, requireMatch: false }))
  return { ...exclusions, list, cap: undefined }
}
