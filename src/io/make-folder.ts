import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { asFileProblem, FileProblem } from './file-problem.ts'
import { codeOf } from './system-reason.ts'

/**
 * Makes a folder and those that it lies in. Not by Node's own recursive way, which never ends below a folder of /proc
 * that is not there.
 * @throws FileProblem
 */
export function makeFolder(folder: string): void {
  asFileProblem(() => {
    make(folder)
  })
}

function make(folder: string): void {
  if (isFolder(folder)) return
  if (tried(folder)) return
  make(dirname(folder))
  mkdirSync(folder)
}

/** False when the folder that it lies in must be made first. */
function tried(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    // Another process may have been quicker.
    if (codeOf(error) === 'EEXIST' && isFolder(folder)) return true
    if (codeOf(error) === 'ENOENT' && !isFolder(dirname(folder))) return false
    throw error
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isDirectory()) return found !== undefined
  throw new FileProblem('part of its path is a file')
}
