import { dirname, join } from 'node:path'
import { isThere } from '../src/io/place.ts'

// Put in by the bundler: an executable pack has no files beside it.
declare const PACK_VERSION: string | undefined
declare const PACK_README: string | undefined

export const packVersion = typeof PACK_VERSION === 'string' ? PACK_VERSION : 'not built'

export const packReadme = typeof PACK_README === 'string' ? PACK_README : ''

/**
 * The rules document that was packed or published with the pack: it lies in the pack's directory, which is known by its
 * PulumiPolicy.yaml. A copy of the executable elsewhere has none.
 */
export function packedRules(bundle: string | undefined): string | undefined {
  if (bundle === undefined) return undefined
  const directory = dirname(dirname(bundle))
  const file = join(directory, 'mfa-rules.yaml')
  return isThere(join(directory, 'PulumiPolicy.yaml')) && isThere(file) ? file : undefined
}
