import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Environment } from './child.ts'
import { EngineError } from './engine-error.ts'
import { isObject } from './json.ts'

/** The `runtime` of a project or a pack: `nodejs`, with the options the CLI's Node host knows. */
export interface NodeRuntime {
  readonly nodeArguments: readonly string[]
  readonly environment: Environment
}

export function parseRuntime(owner: string, runtime: unknown): NodeRuntime {
  const name = isObject(runtime) ? runtime['name'] : runtime
  if (name === undefined) throw new EngineError(`${owner}: project is missing a 'runtime' attribute`)
  if (name !== 'nodejs')
    throw new EngineError(`${owner}: the embedded engine runs nodejs only, not ${JSON.stringify(name)}`)
  const options = isObject(runtime) && isObject(runtime['options']) ? runtime['options'] : {}
  const { nodeargs, tsconfig, typescript } = options
  return {
    nodeArguments: typeof nodeargs === 'string' ? nodeargs.split(/\s+/).filter((word) => word !== '') : [],
    environment: {
      ...(typescript === false ? {} : { PULUMI_NODEJS_TYPESCRIPT: 'true' }),
      ...(typeof tsconfig === 'string' ? { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig } : {}),
    },
  }
}

/** Finds a launcher of `@pulumi/pulumi` from where the program or pack lies, as the CLI's Node host does. */
export function resolveLauncher(module: string, directory: string, install: string): string {
  try {
    return createRequire(join(directory, 'index.js')).resolve(module)
  } catch (cause) {
    throw new EngineError(`It looks like the Pulumi SDK has not been installed. Have you run ${install}?`, {
      cause,
    })
  }
}
