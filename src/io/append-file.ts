import { closeSync, constants, fstatSync, ftruncateSync, openSync } from 'node:fs'
import { FileProblem, refusalOf } from './file-problem.ts'
import { otherKind } from './kind-of-file.ts'
import { noFollow, noWait } from './open-flags.ts'
import { writeAll } from './sink.ts'
import type { WriteProblem } from './write-file.ts'

const toAppend = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | noFollow | noWait

/** Adds to what others have written there: the whole text, or nothing of it. */
export function appendWhole(file: string, text: string): WriteProblem {
  return refusalOf(() => append(file, text))
}

function append(file: string, text: string): void {
  const descriptor = openSync(file, toAppend)
  try {
    const stats = fstatSync(descriptor)
    const other = otherKind(stats)
    if (other !== undefined) throw new FileProblem(other)
    try {
      writeAll(descriptor, text)
    } catch (error) {
      ftruncateSync(descriptor, stats.size)
      throw error
    }
  } finally {
    closeSync(descriptor)
  }
}
