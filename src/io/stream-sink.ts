import { closeSync, constants, fstatSync, openSync, type Stats, statSync } from 'node:fs'
import { explained, FileProblem } from './file-problem.ts'
import { noWait } from './open-flags.ts'
import { type Sink, writeAll } from './sink.ts'
import { codeOf } from './system-reason.ts'

/** True for what can only be written to as it is, such as a pipe that another program reads, or a terminal. */
export function isStream(file: string): boolean {
  const found = explained(() => statSync(file, { throwIfNoEntry: false }))
  return found !== undefined && streams(found)
}

function streams(stats: Stats): boolean {
  return stats.isFIFO() || stats.isCharacterDevice()
}

/** @throws FileProblem, also when nobody reads from a pipe, which would wait for ever */
export function openStream(file: string): Sink {
  const descriptor = explained(() => open(file))
  return {
    append: (content) => {
      explained(() => writeAll(descriptor, content))
    },
    finish: () => closeSync(descriptor),
    discard: () => closeSync(descriptor),
  }
}

function open(file: string): number {
  // Held until the second one is open, which then finds the reader that this one has found.
  const probe = openToWrite(file, noWait)
  try {
    const descriptor = openToWrite(file, 0)
    if (streams(fstatSync(descriptor))) return descriptor
    closeSync(descriptor)
    throw new FileProblem('it changes while it is written')
  } finally {
    closeSync(probe)
  }
}

function openToWrite(file: string, flags: number): number {
  try {
    return openSync(file, constants.O_WRONLY | flags)
  } catch (error) {
    if (codeOf(error) !== 'ENXIO') throw error
    throw new FileProblem('nobody reads from it, so start its reader first', { cause: error })
  }
}
