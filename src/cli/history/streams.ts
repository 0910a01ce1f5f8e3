import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ConfigurationError } from '../../config/problem.ts'
import { reasonOf } from '../../outputs/write-file.ts'

/** Prints as fast as the reader takes it; a reader that leaves has seen what it wanted. */
export async function printAll(text: AsyncIterable<string>): Promise<void> {
  for await (const piece of text) {
    if (!process.stdout.writable) return
    if (!process.stdout.write(piece)) {
      // What else breaks it is told where the process ends.
      await once(process.stdout, 'drain').catch(() => undefined)
    }
  }
}

export async function writeAll(text: AsyncIterable<string>, file: string): Promise<void> {
  await pipeline(Readable.from(text), createWriteStream(file))
}

/**
 * Has `write` fill a file beside `file` and puts it in place when it is whole. A pipe or a device is written to as it is.
 * @throws ConfigurationError when the system refuses
 */
export async function wholeFile(file: string, write: (part: string) => Promise<void>): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  const part = found === undefined || found.isFile() ? `${file}.${process.pid}.part` : file
  try {
    await mkdir(dirname(file), { recursive: true })
    await write(part)
    if (part !== file) await rename(part, file)
  } catch (error) {
    if (part !== file) await rm(part, { force: true }).catch(() => undefined)
    if (!(error instanceof Error) || !('syscall' in error)) throw error
    throw new ConfigurationError([
      `the export ${file} cannot be written (${reasonOf(error)}); correct --output`,
    ])
  }
}
