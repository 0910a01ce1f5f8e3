import { once } from 'node:events'
import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { FileProblem } from '../../io/file-problem.ts'
import type { Sink } from '../../io/sink.ts'
import { openSink } from '../../io/write-file.ts'
import type { Effects, Output } from '../effects.ts'
import { stepTime } from '../time-of.ts'

/** Prints as fast as the reader takes it; a reader that leaves has seen what it wanted. */
export async function printAll(text: AsyncIterable<string>, stdout: Output): Promise<void> {
  for await (const piece of text) {
    if (!stdout.writable) return
    if (!stdout.write(piece)) {
      // What else breaks it is told where the process ends.
      await once(stdout, 'drain').catch(() => undefined)
    }
  }
}

/** @throws FileProblem */
export async function appendAll(text: AsyncIterable<string>, sink: Sink): Promise<void> {
  for await (const piece of text) sink.append(piece)
}

/**
 * Has `write` fill a file, which is in place when it is whole. A pipe or a device is written to as it is.
 * @throws ConfigurationError when the system refuses
 */
export async function wholeFile(
  { directory, environment }: Effects,
  file: string,
  write: (sink: Sink) => Promise<void>,
): Promise<void> {
  try {
    const patience = stepTime(environment)?.()
    const sink = openSink(resolve(directory, file), { readers: 'umask', patience })
    try {
      await write(sink)
    } catch (error) {
      sink.discard()
      throw error
    }
    sink.finish()
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new ConfigurationError([`the export ${file} cannot be written (${error.reason}); correct --output`])
  }
}
