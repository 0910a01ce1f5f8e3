/** Answers a module by its name. */
export type Require = (id: string) => unknown

/** Pulumi's launcher, which has loaded the pack as a directory. */
interface Launcher {
  readonly filename: string
  require: Require
}

const launcherFile = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run-policy-pack[\\/]index\.js$/

/**
 * The modules named, out of the copy of @pulumi/pulumi that the launcher belongs to: it has loaded most of them already,
 * and a second copy would cost every preview a tenth of the start. Undefined where there is no launcher, where its copy
 * is older than the pack knows or of another kind, and where a module cannot be loaded: never some of them.
 */
export function modulesOfHost(
  main: Launcher | undefined,
  names: readonly string[],
  oldest: string,
): ReadonlyMap<string, unknown> | undefined {
  if (main === undefined || !launcherFile.test(main.filename)) return undefined
  try {
    const { version } = main.require('../../package.json') as { readonly version?: unknown }
    if (typeof version !== 'string' || !fits(version, oldest)) return undefined
    return new Map(names.map((name) => [name, main.require(name.replace(/^@pulumi\/pulumi\//, '../../'))]))
  } catch {
    return undefined
  }
}

/** Whether a release is of the same major version and not older; one before its release is not counted on. */
export function fits(version: string, oldest: string): boolean {
  const [found, wanted] = [numbersOf(version), numbersOf(oldest)]
  if (found === undefined || wanted === undefined) return false
  const [major, minor, patch] = found
  if (major !== wanted[0]) return false
  return minor === wanted[1] ? patch >= wanted[2] : minor > wanted[1]
}

function numbersOf(version: string): readonly [number, number, number] | undefined {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version)
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])]
}
