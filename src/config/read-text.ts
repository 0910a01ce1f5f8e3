import { looksLikeAddress } from './clear-address.ts'
import { FileProblem } from '../io/file-problem.ts'
import { documentBytes, readTextFile } from '../io/read-file.ts'
import { ConfigurationError } from './problem.ts'

/** How texts are read, where they may come from elsewhere than this machine. */
export type ReadText = typeof readText

/** `what` names the file in messages, `todo` how to correct it. @throws ConfigurationError */
export function readText(
  file: string,
  what: string,
  todo: string,
  limitBytes: number = documentBytes,
): string {
  try {
    return readTextFile(file, limitBytes)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    if (looksLikeAddress(file)) {
      throw new ConfigurationError([
        `${what} cannot be read: its path looks like an address or a connection string, so it is not repeated here; ${todo}`,
      ])
    }
    const place = error.line === undefined ? file : `${file}:${error.line}`
    throw new ConfigurationError([`${what} ${place} cannot be read (${error.reason}); ${todo}`])
  }
}
