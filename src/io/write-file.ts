import { Draft, type Writing } from './draft.ts'
import { refusalOf } from './file-problem.ts'
import type { Sink } from './sink.ts'
import { isStream, openStream } from './stream-sink.ts'

/** Why a file could not be written, for people; undefined when it was. */
export type WriteProblem = string | undefined

/**
 * Writes a whole file or leaves what was there, so that no reader ever sees half of it; makes the folder. A pipe or a
 * device cannot be replaced and is written to.
 */
export function writeWhole(file: string, content: string | Uint8Array, writing: Writing): WriteProblem {
  return refusalOf(() => {
    const sink = openSink(file, writing)
    try {
      sink.append(content)
    } catch (error) {
      sink.discard()
      throw error
    }
    sink.finish()
  })
}

/** What takes a file piece by piece and shows it when it is whole. @throws FileProblem */
export function openSink(file: string, writing: Writing): Sink {
  return isStream(file) ? openStream(file, writing.patience) : new Draft(file, writing)
}
