import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeAtomically from 'write-file-atomic'

/** Why a file could not be written, for people; undefined when it was. */
export type WriteProblem = string | undefined

/**
 * Writes a whole file or leaves what was there, so that no reader ever sees half a report; makes the folder. A pipe or a
 * device cannot be replaced and is written to.
 */
export async function writeWhole(file: string, content: string | Buffer): Promise<WriteProblem> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await ((await isSpecial(file)) ? writeFile(file, content) : writeAtomically(file, content))
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** Why the system refused, from its error code. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return reasons[code] ?? code
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EISDIR: 'it is a directory',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'part of its path is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
}

async function isSpecial(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && !found.isFile()
}
