import { resolve } from 'node:path'
import { ConfigurationError } from '../config/problem.ts'
import type { SourceChoice } from '../model/source.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { Effects, Output } from './effects.ts'
import type { GateRun } from './gate-options.ts'
import { type Listing, openUserFile, type UserFile } from './user-list.ts'
import { warn } from './output/tell.ts'

/** What came of a check, and why the list that was asked for is not there. */
interface ListedRun extends GateRun {
  readonly listProblems: readonly string[]
}

/** Has the users written down who lack a measure, and says what that file is; without a reading there is no list. */
export async function withUserFile(
  { directory, stderr }: Effects,
  { list: file, source }: { readonly list?: string; readonly source?: SourceChoice },
  run: (list: UserFile | undefined) => Promise<GateRun>,
): Promise<ListedRun> {
  if (file === undefined) return { ...(await run(undefined)), listProblems: [] }
  if (source !== undefined && source !== 'auto' && source !== 'registrationDetails') {
    throw new ConfigurationError([
      `--list needs the source registrationDetails, because ${source} has no names; correct --source`,
    ])
  }
  const list = openUserFile(file, resolve(directory, file))
  let done: GateRun | undefined
  try {
    done = await run(list)
  } finally {
    if (!isComplete(done)) {
      list.discard()
      await warn(stderr, `${file} was not written, because not all users were read`)
    }
  }
  return { ...done, listProblems: isComplete(done) ? await close(list, file, stderr) : [] }
}

function isComplete(run: GateRun | undefined): boolean {
  return run?.assessment.verdicts.some(wasCounted) === true
}

/** Whom a judgement hangs on is what the list is for. */
function wasCounted(verdict: Verdict): boolean {
  if (verdict.kind === 'undetermined')
    return ['methods-unclassified', 'rows-missing'].includes(verdict.reason.code)
  return verdict.kind !== 'not-applicable'
}

async function close(list: UserFile, file: string, stderr: Output): Promise<readonly string[]> {
  const listing = list.finish()
  if ('problem' in listing) {
    return [
      `the list ${file} cannot be written completely (${listing.problem}), so it was not written; correct --list`,
    ]
  }
  await warn(
    stderr,
    `${file} names ${namesOf(listing)} a measure: it is personal data, so keep it no longer than needed`,
  )
  return []
}

function namesOf({ users, nameless }: Listing): string {
  const named = nameless === 0 ? '' : ` (${nameless} by id alone, as the report gives no name)`
  return users === 1 ? `1 user${named} who lacks` : `${users} users${named} who lack`
}
