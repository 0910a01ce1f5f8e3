import { fileURLToPath } from 'node:url'
import { readTextFile } from './read-file.ts'

/** The version of this package; its package.json lies three levels up from here in `dist`, bundled or not, and two in `src`. */
export const version = readVersion(['../../../package.json', '../../package.json'])

function readVersion(candidates: readonly string[]): string {
  for (const candidate of candidates) {
    try {
      const { name, version } = JSON.parse(
        readTextFile(fileURLToPath(new URL(candidate, import.meta.url))),
      ) as {
        name?: string
        version?: string
      }
      if (name === 'entra-mfa-gate' && version !== undefined) return version
    } catch {
      // Not there: run from the other place.
    }
  }
  throw new Error('the package.json of entra-mfa-gate is missing')
}
