import { ConfigurationError } from '../config/problem.ts'
import type { SourceWish } from '../posture/source.ts'
import type { GateRun } from './gate-options.ts'
import { openUserFile, type UserFile } from './user-list.ts'

/** Has the users written down who lack a measure, and says what that file is; without a reading there is no list. */
export async function withUserFile(
  { list: file, source }: { readonly list?: string; readonly source?: SourceWish },
  run: (list: UserFile | undefined) => Promise<GateRun>,
): Promise<GateRun> {
  if (file === undefined) return run(undefined)
  if (source !== undefined && source !== 'auto' && source !== 'registrationDetails') {
    throw new ConfigurationError([
      `--list needs the source registrationDetails, since ${source} names nobody; correct --source`,
    ])
  }
  const list = openUserFile(file)
  let complete = false
  try {
    const done = await run(list)
    complete = done.assessment.verdicts.some(({ kind }) => kind === 'pass' || kind === 'violation')
    return done
  } finally {
    process.stderr.write(
      complete
        ? `mfa-gate: ${file} names ${list.finish()} users who lack a measure: it is personal data, so keep it no longer than needed.\n`
        : `mfa-gate: ${file} was not written, since the users were not read to the end.\n`,
    )
    if (!complete) list.discard()
  }
}
