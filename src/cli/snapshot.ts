import { resolve } from 'node:path'
import { Command } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { writeWhole } from '../io/write-file.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { snapshotsIn } from '../model/tenant-reading.ts'
import { readTenant } from '../gate/read.ts'
import { renderSaved } from '../report/saved-text.ts'
import { undeterminedLines } from '../report/verdict-lines.ts'
import { declaredQuestions } from '../rules/questions.ts'
import { savedText } from '../snapshots/saved-snapshot.ts'
import type { Effects } from './effects.ts'
import { exitCodes } from './exit-code.ts'
import { accessOf, addReadOptions, type ReadOptions, rulesFor, settingsWith } from './gate-options.ts'
import { watched } from './progress-bar.ts'
import type { SigningKey } from '../signing/signing-key.ts'
import { signingKeyOf } from './signing-key.ts'
import { defaultOf } from './table-help.ts'
import { timeOf } from './time-of.ts'
import { version } from '../io/version.ts'
import { tell, warn } from './output/tell.ts'

interface SnapshotOptions extends ReadOptions {
  readonly output: string
  readonly sign?: string
}

/** `mfa-gate snapshot`: reads the tenant once and saves its counts for the jobs that follow. */
export function snapshotCommand(effects: Effects, finish: (exitCode: number) => void): Command {
  const command = new Command('snapshot')
    .description(
      'Read once what the rules need from the tenant and save the counts, so that later jobs need no credential.',
    )
    .requiredOption('--output <file>', 'file to write; - prints it')
    .option(
      '--sign <key>',
      `sign the snapshot with this private key (PEM); ${defaultOf('MFA_GATE_SIGNING_KEY')}`,
    )
  return addReadOptions(command).action(async (options: SnapshotOptions) =>
    finish(await save(effects, options)),
  )
}

async function save(effects: Effects, options: SnapshotOptions): Promise<number> {
  const { environment, directory, stderr } = effects
  const time = timeOf(effects, options)
  // Read first: a wrong key should not cost a walk through a large tenant.
  const signingKey = await signingKeyOf(effects, options.sign)
  const settings = settingsWith(options, environment)
  const loaded = rulesFor(options, settings, directory)
  const readings = await watched(effects, (watch) =>
    readTenant(
      {
        questions: declaredQuestions(loaded.document),
        source: options.source ?? loaded.document.source,
        completeness: loaded.document.completeness,
        signIns: loaded.document.enforcement,
        adminsByFilter: loaded.document.adminsByFilter,
        exclusions: loaded.exclusions,
      },
      { ...accessOf(effects, options, settings), ...watch },
    ),
  )
  // Complete or nothing: what is missing in a snapshot would be missing in every job after it.
  const missing = readings.flatMap(({ reading }) => (reading.kind === 'undetermined' ? [reading.reason] : []))
  if (missing.length > 0) {
    const lines = missing.flatMap((reason) => undeterminedLines(reason))
    await tell(stderr, `${lines.join('\n')}\n`)
    await warn(stderr, 'nothing was saved')
    return exitCodes.undetermined
  }
  const snapshots = snapshotsIn(readings)
  const unsigned = savedText({ snapshots, exclusionsSha256: loaded.exclusions?.sha256, version })
  const text = signingKey === undefined ? unsigned : await signed(unsigned, signingKey)
  const signedBy = signingKey && `${signingKey.keyId} (${signingKey.algorithm})`
  await write(effects, options.output, { snapshots, text, signedBy, patience: time() })
  return exitCodes.pass
}

async function signed(text: string, key: SigningKey): Promise<string> {
  const { signedText } = await import('../snapshots/signed-text.ts')
  return signedText(text, key)
}

interface Saved {
  readonly snapshots: readonly Snapshot[]
  readonly text: string
  readonly signedBy: string | undefined
  readonly patience: number
}

/** @throws ConfigurationError */
async function write(
  { stdout, directory }: Effects,
  output: string,
  { snapshots, text, signedBy, patience }: Saved,
): Promise<void> {
  if (output === '-') {
    stdout.write(text)
    return
  }
  const problem = writeWhole(resolve(directory, output), text, { readers: 'owner', patience })
  if (problem !== undefined) {
    throw new ConfigurationError([`the snapshot ${output} cannot be written (${problem}); correct --output`])
  }
  await tell(stdout, renderSaved(output, snapshots, signedBy))
}
