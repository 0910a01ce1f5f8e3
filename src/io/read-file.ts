import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { asFileProblem, FileProblem } from './file-problem.ts'
import { otherKind } from './kind-of-file.ts'
import { noWait } from './open-flags.ts'
import { codeOf } from './system-reason.ts'
import { decodeText } from './text.ts'

/** What a document that people write may measure. */
export const documentBytes = 1_000_000

/** The same for rules and waivers: a thousand of them, and within a second parsed with the line of every value. */
export const rulesBytes = 250_000

const chunkBytes = 64 * 1024

/**
 * The bytes of a regular file of at most `limitBytes`. Nothing else is read: a pipe would wait for its writer, and a
 * device has no end.
 * @throws FileProblem
 */
export function readBytes(file: string, limitBytes: number): Buffer {
  const descriptor = asFileProblem(() => openToRead(file))
  try {
    return asFileProblem(() => readOpened(descriptor, limitBytes))
  } finally {
    closeSync(descriptor)
  }
}

/** The text of such a file: UTF-8, or UTF-16 that says so by its byte order mark. @throws FileProblem */
export function readTextFile(file: string, limitBytes: number = documentBytes): string {
  return decodeText(readBytes(file, limitBytes))
}

function openToRead(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | noWait)
  } catch (error) {
    // What a socket answers.
    if (codeOf(error) === 'ENXIO') throw new FileProblem(unread('it is not a regular file'), { cause: error })
    if (codeOf(error) === 'ENOENT') throw new FileProblem('there is no such file', { cause: error })
    throw error
  }
}

/** The same of a file that is open already. @throws FileProblem, or what the system says */
export function readOpened(descriptor: number, limitBytes: number): Buffer {
  const stats = fstatSync(descriptor)
  const other = otherKind(stats)
  if (other !== undefined) throw new FileProblem(stats.isDirectory() ? other : unread(other))
  if (stats.size > limitBytes) throw tooLarge(limitBytes)
  const chunks: Buffer[] = []
  let length = 0
  // The size may be 0, as under /proc, and a file may grow while it is read.
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const read = readSync(descriptor, chunk)
    if (read === 0) return Buffer.concat(chunks, length)
    length += read
    if (length > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk.subarray(0, read))
  }
}

function unread(what: string): string {
  return `${what}, and only a regular file is read, so put its content into one`
}

function tooLarge(limitBytes: number): FileProblem {
  return new FileProblem(`it is larger than ${limitBytes} bytes`)
}
