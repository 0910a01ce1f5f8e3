import { resolve } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { ConfigurationError } from '../../config/problem.ts'
import { shortestPath } from '../../config/shortest-path.ts'
import { isThere } from '../../io/place.ts'

const passedOver = ['**/node_modules/**', '**/.git/**']

/**
 * The files that are meant, in the order of their names; what is named and not there is left for the reader to tell.
 * @throws ConfigurationError for a pattern that fits none, which would pass without a look
 */
export async function filesFrom(given: readonly string[], directory: string): Promise<readonly string[]> {
  const found = await Promise.all(given.map((one) => filesOf(one, directory)))
  const problems = given.flatMap((one, index) =>
    found[index]?.length === 0 ? [`no file matches "${one}"; correct the pattern, or leave it out`] : [],
  )
  if (problems.length > 0) throw new ConfigurationError(problems)
  return [...new Set(found.flat().map((file) => shortestPath(resolve(directory, file), directory)))].sort()
}

async function filesOf(given: string, directory: string): Promise<readonly string[]> {
  if (given.trim() === '')
    throw new ConfigurationError(['a file without a name is given; name it, or leave it out'])
  if (!isDynamicPattern(given) || isThere(resolve(directory, given))) return [given]
  return await glob(given, { cwd: directory, dot: true, followSymbolicLinks: false, ignore: passedOver })
}
