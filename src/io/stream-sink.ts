import { closeSync, constants, fstatSync, openSync, type Stats, statSync, writeSync } from 'node:fs'
import { asFileProblem, FileProblem } from './file-problem.ts'
import { noWait } from './open-flags.ts'
import type { Sink } from './sink.ts'
import { codeOf } from './system-reason.ts'

/** True for what can only be written to as it is, such as a pipe that another program reads, or a terminal. */
export function isStream(file: string): boolean {
  const found = asFileProblem(() => statSync(file, { throwIfNoEntry: false }))
  return found !== undefined && streams(found)
}

function streams(stats: Stats): boolean {
  return stats.isFIFO() || stats.isCharacterDevice()
}

/**
 * `patience`, in milliseconds, is how long its reader may keep it waiting in all; undefined: as long as it likes.
 * @throws FileProblem, also when nobody reads from a pipe, which would wait for ever
 */
export function openStream(file: string, patience = Infinity): Sink {
  const descriptor = asFileProblem(() => open(file))
  const close = (): void => closeSync(descriptor)
  let left = patience
  return {
    append: (content) => {
      asFileProblem(() => {
        left = writePatiently(descriptor, content, left)
      })
    },
    finish: close,
    discard: close,
  }
}

const pauseMs = 5

/** Answers how much of the patience is left. A pipe takes 64 kB ahead of its reader, and nothing more. */
function writePatiently(descriptor: number, content: string | Uint8Array, patience: number): number {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  let left = patience
  for (let written = 0; written < bytes.length;) {
    const taken = takenOf(descriptor, bytes.subarray(written))
    written += taken
    if (taken > 0) continue
    if (left <= 0) throw new FileProblem('its reader has stopped reading, so check what holds it up')
    const began = performance.now()
    // Not by a timer: a report is rendered and written in one go, by callers that cannot wait otherwise.
    Atomics.wait(sleeping, 0, 0, pauseMs)
    left -= performance.now() - began
  }
  return left
}

const sleeping = new Int32Array(new SharedArrayBuffer(4))

function takenOf(descriptor: number, bytes: Uint8Array): number {
  try {
    return writeSync(descriptor, bytes)
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 0
    throw error
  }
}

function open(file: string): number {
  const descriptor = openToWrite(file)
  if (streams(fstatSync(descriptor))) return descriptor
  closeSync(descriptor)
  throw new FileProblem('it changes while it is written')
}

function openToWrite(file: string): number {
  try {
    return openSync(file, constants.O_WRONLY | noWait)
  } catch (error) {
    if (codeOf(error) !== 'ENXIO') throw error
    throw new FileProblem('nobody reads from it, so start its reader first', { cause: error })
  }
}
