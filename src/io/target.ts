import { linkSync, lstatSync, renameSync, rmSync } from 'node:fs'
import { FileProblem } from './file-problem.ts'
import { otherKind } from './kind-of-file.ts'
import { codeOf } from './system-reason.ts'

/** What refuses a file that must not replace another. */
export const taken = 'it is there already'

/** @throws FileProblem when what is there is no regular file: nothing is written through a link or over a folder */
export function refuseOther(target: string): void {
  const found = lstatSync(target, { throwIfNoEntry: false })
  const other = found === undefined ? undefined : otherKind(found)
  if (other === undefined) return
  throw new FileProblem(
    found?.isSymbolicLink() === true
      ? `${other}, and nothing is written through one, so name the file itself`
      : other,
  )
}

/** @throws FileProblem when anything is there */
export function refuseTaken(target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) throw new FileProblem(taken)
}

/** Puts a whole file in place unless one is there, which a rename would replace. @throws FileProblem */
export function putInPlaceOnce(path: string, target: string): void {
  try {
    linkSync(path, target)
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (code === 'EEXIST') throw new FileProblem(taken, { cause: error })
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error
    // A file system without links.
    refuseTaken(target)
    renameSync(path, target)
    return
  }
  rmSync(path)
}
