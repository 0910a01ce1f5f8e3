import { writeSync } from 'node:fs'

/** Something that a text or bytes can be written to, piece by piece. */
export interface Sink {
  /** @throws FileProblem */
  append(content: string | Uint8Array): void
  /** Puts what was written in place. @throws FileProblem */
  finish(): void
  /** Leaves no trace where that can be. */
  discard(): void
}

/** The system may take less than it is given. Answers how many bytes that were; `from` is where in the file they go. */
export function writeAll(descriptor: number, content: string | Uint8Array, from?: number): number {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  let written = 0
  while (written < bytes.length) {
    const at = from === undefined ? null : from + written
    written += writeSync(descriptor, bytes, written, bytes.length - written, at)
  }
  return written
}
