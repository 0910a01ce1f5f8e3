import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FileProblem, refusalOf } from './file-problem.ts'
import type { WriteProblem } from './write-file.ts'

/** Removes a regular file; what is none is left alone, as nothing of ours was ever written there. */
export function removeFile(file: string): WriteProblem {
  return refusalOf(() => {
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) rmSync(file)
  })
}

/** Removes the regular files of a folder that have such names; where there is no folder there is nothing to do. */
export function removeFilesIn(folder: string, fits: (name: string) => boolean): WriteProblem {
  return refusalOf(() => {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return
    for (const name of readdirSync(folder).filter(fits)) {
      const problem = removeFile(join(folder, name))
      if (problem !== undefined) throw new FileProblem(problem)
    }
  })
}
