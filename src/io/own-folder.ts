import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  type Stats,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { asFileProblem, FileProblem } from './file-problem.ts'
import { noFollow, noWait } from './open-flags.ts'
import { readOpened } from './read-file.ts'
import { removeFile } from './remove-file.ts'
import { codeOf } from './system-reason.ts'
import { decodeText } from './text.ts'

/**
 * Makes a folder that is this user's alone, unless it is there, and the one that it lies in; no others, since a home
 * that does not exist is not to be made.
 * @throws FileProblem when it cannot be made, is a link, or somebody else may have written into it
 */
export function ownFolder(folder: string): void {
  asFileProblem(() => {
    make(dirname(folder))
    make(folder)
  })
  const found = asFileProblem(() => lstatSync(folder))
  if (!found.isDirectory()) throw new FileProblem('it is not a folder, but a link or a file')
  refuseForeign(found)
}

/**
 * The text of a file that this user alone can have written; undefined when there is none. The file that was opened is
 * looked at, so that nobody can put another in its place meanwhile.
 * @throws FileProblem for a file of anybody else's, one that others may write or read, and a link
 */
export function readOwnFile(file: string, limitBytes: number): string | undefined {
  const descriptor = opened(file)
  if (descriptor === undefined) return undefined
  try {
    const found = asFileProblem(() => fstatSync(descriptor))
    refuseForeign(found)
    if (found.nlink > 1) throw new FileProblem('it has a second name elsewhere')
    return decodeText(asFileProblem(() => readOpened(descriptor, limitBytes)))
  } finally {
    closeSync(descriptor)
  }
}

/** Removes files of such names that nobody has written to for so long. Others may be doing the same. @throws FileProblem */
export function sweepFolder(folder: string, form: RegExp, olderThanMs: number): void {
  for (const name of asFileProblem(() => readdirSync(folder)).filter((one) => form.test(one))) {
    const file = join(folder, name)
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (found !== undefined && Date.now() - found.mtimeMs > olderThanMs) removeFile(file)
  }
}

function make(folder: string): void {
  try {
    mkdirSync(folder, 0o700)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

function opened(file: string): number | undefined {
  return asFileProblem(() => {
    try {
      return openSync(file, constants.O_RDONLY | noFollow | noWait)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  })
}

const others = 0o077

/** Windows tells neither: there a profile is its user's by the system's own lists. */
function refuseForeign({ uid, mode }: Stats): void {
  const user = process.geteuid?.()
  if (user === undefined) return
  if (uid !== user) throw new FileProblem('it belongs to another user')
  if ((mode & others) !== 0) throw new FileProblem('users other than its owner may use it')
}
