import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import { taken } from '../../io/target.ts'
import { writeWhole } from '../../io/write-file.ts'

/**
 * Writes a rules document; not over a file that is there, unless it is to `replace` it.
 * @throws ConfigurationError
 */
export function writeDocument(
  file: string,
  text: string,
  { directory, replace }: { readonly directory: string; readonly replace: boolean },
): void {
  const problem = writeWhole(resolve(directory, file), text, {
    readers: 'umask',
    ...(replace ? {} : { earlier: 'kept' }),
  })
  if (problem === undefined) return
  throw new ConfigurationError([
    problem === taken
      ? `${file} exists already; give another name, or --force to replace it`
      : `${file} cannot be written (${problem}); give another name`,
  ])
}
