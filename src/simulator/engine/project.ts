import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { EngineError, messageOf } from './engine-error.ts'
import { type NodeRuntime, parseRuntime } from './node-runtime.ts'
import { type Config, projectConfig, stackConfig } from './stack-config.ts'
import type { StackName } from './urn.ts'
import { readYamlFile } from './yaml-file.ts'

/** What DIY backends answer for every stack. */
export const organization = 'organization'

export interface Project extends StackName {
  /** Where `Pulumi.yaml` lies. */
  readonly root: string
  /** Where the program runs, and its entry point in there. */
  readonly directory: string
  readonly entryPoint: string
  readonly runtime: NodeRuntime
  readonly config: Config
}

interface ProjectRequest {
  /** The project is looked for here and upwards. */
  readonly directory: string
  readonly stack: string
  /** `key=value` from the command line; they win over the files. */
  readonly config: readonly string[]
}

export async function readProject({ directory, stack, config }: ProjectRequest): Promise<Project> {
  const { root, document } = await findProject(directory)
  const { name, runtime, main } = document
  const file = join(root, 'Pulumi.yaml')
  if (typeof name !== 'string' || name === '')
    throw new EngineError(`${file}: project is missing a 'name' attribute`)
  const settings = await readYamlFile(join(root, `Pulumi.${stack}.yaml`))
  return {
    project: name,
    stack,
    root,
    ...(await entryPoint(root, main)),
    runtime: parseRuntime(file, runtime),
    config: {
      ...projectConfig(name, document['config']),
      ...stackConfig(name, settings?.['config'], config),
    },
  }
}

async function findProject(
  directory: string,
): Promise<{ root: string; document: Readonly<Record<string, unknown>> }> {
  for (let root = resolve(directory); ; root = dirname(root)) {
    const document = await readYamlFile(join(root, 'Pulumi.yaml'))
    if (document !== undefined) return { root, document }
    if (root === dirname(root)) {
      throw new EngineError(
        `no Pulumi.yaml project file found (searching upwards from ${resolve(directory)})`,
      )
    }
  }
}

/** `main` may name a directory or a file; the program runs in the directory. */
async function entryPoint(root: string, main: unknown): Promise<Pick<Project, 'directory' | 'entryPoint'>> {
  if (typeof main !== 'string' || main === '') return { directory: root, entryPoint: '.' }
  const path = resolve(root, main)
  const info = await stat(path).catch((error: unknown) => {
    throw new EngineError(`project 'main' could not be read: ${messageOf(error)}`)
  })
  return info.isDirectory()
    ? { directory: path, entryPoint: '.' }
    : { directory: dirname(path), entryPoint: basename(path) }
}
