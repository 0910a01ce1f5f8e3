import { fileURLToPath } from 'node:url'
import { readTextFile } from './read-file.ts'

// Put in by the bundler: an executable has no files beside it.
declare const PACK_VERSION: string | undefined

/** The version of this package. */
export const version = typeof PACK_VERSION === 'string' ? PACK_VERSION : readVersion()

function readVersion(): string {
  const manifest = readTextFile(fileURLToPath(new URL('../../package.json', import.meta.url)))
  return (JSON.parse(manifest) as { readonly version: string }).version
}
