import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { Environment } from './environment.ts'

/** Where the checked-out repository lies, by the pipeline that says so. */
const workspaces = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BUILD_SOURCESDIRECTORY'] as const

/**
 * How reports for other tools name a file: from the top of the repository, where a pipeline says what that is, else from
 * `directory`, which files are relative to. Undefined for what lies outside, which no such tool could show.
 */
export function placesIn(environment: Environment, directory: string): (file: string) => string | undefined {
  const named = workspaces.map((name) => environment[name]?.trim() ?? '').find((path) => path !== '')
  const root = resolve(named ?? directory)
  return (file) => {
    const inside = relative(root, resolve(directory, file))
    const outside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
    return outside ? undefined : inside.replaceAll('\\', '/')
  }
}
