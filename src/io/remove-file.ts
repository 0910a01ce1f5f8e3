import { lstatSync, rmSync } from 'node:fs'
import { explained, FileProblem } from './file-problem.ts'
import type { WriteProblem } from './write-file.ts'

/** Removes a regular file; what is none is left alone, as nothing of ours was ever written there. */
export function removeFile(file: string): WriteProblem {
  try {
    explained(() => {
      if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === true) rmSync(file)
    })
    return undefined
  } catch (error) {
    if (error instanceof FileProblem) return error.reason
    throw error
  }
}
