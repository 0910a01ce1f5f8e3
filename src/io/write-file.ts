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
  return writeParts([file], [content], writing)[0]
}

/** The same of a text that is nowhere as a whole, into each of the files: one that fails leaves the others alone. */
export function writeParts(
  files: readonly string[],
  parts: Iterable<string | Uint8Array>,
  writing: Writing,
): readonly WriteProblem[] {
  const begun = files.map((file) => begin(file, writing))
  try {
    for (const part of parts) for (const file of begun) go(file, (sink) => sink.append(part))
  } catch (error) {
    for (const { sink } of begun) sink?.discard()
    throw error
  }
  for (const file of begun) go(file, (sink) => sink.finish())
  return begun.map(({ problem }) => problem)
}

interface Begun {
  /** Undefined where nothing is to be written any more. */
  sink: Sink | undefined
  problem: WriteProblem
}

function begin(file: string, writing: Writing): Begun {
  const begun: Begun = { sink: undefined, problem: undefined }
  begun.problem = refusalOf(() => {
    begun.sink = openSink(file, writing)
  })
  return begun
}

function go(file: Begun, step: (sink: Sink) => void): void {
  const { sink } = file
  if (sink === undefined) return
  file.problem = refusalOf(() => step(sink))
  if (file.problem === undefined) return
  file.sink = undefined
  refusalOf(() => sink.discard())
}

/** What takes a file piece by piece and shows it when it is whole. @throws FileProblem */
export function openSink(file: string, writing: Writing): Sink {
  return isStream(file) ? openStream(file, writing.patience) : new Draft(file, writing)
}
