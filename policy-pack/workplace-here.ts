import { existsSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { parse } from 'yaml'
import type { Environment } from '../src/config/environment.ts'
import { type Project, type Workplace, workplaceOf } from './workplace.ts'

/** The process that asks. */
export interface Here {
  readonly environment: Environment
  readonly cwd: string
  readonly parent: number
  /** Whether Pulumi's launcher has loaded the pack, whose working directory is then the pack's own. */
  readonly launched: boolean
}

/** Where this pack's `pulumi` works. */
export function workplaceHere({ environment, cwd, parent, launched }: Here): Workplace {
  const told = {
    pwd: real(environment['PWD']),
    cli: real(directoryOfCli(parent)),
    program: launched ? undefined : real(cwd),
    projectName: environment['PULUMI_NODEJS_PROJECT'],
  }
  return workplaceOf(told, projectAt)
}

/** Pulumi starts an executable pack itself and a directory through its language host, older ones through a script. */
const generations = 4

/** Linux tells where a process works; elsewhere this finds nothing. */
function directoryOfCli(parent: number): string | undefined {
  let pid = parent
  try {
    for (let generation = 0; generation < generations; generation += 1) {
      const [command = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (/(^|\/)\.?pulumi(-wrapped)?$/.test(command)) return readlinkSync(`/proc/${pid}/cwd`)
      // `pid (name) state ppid …`, where the name may hold anything.
      const [, after = ''] = /\) \S (\d+)[^)]*$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      pid = Number(after)
    }
  } catch {
    // No such file system, or a process of somebody else.
  }
  return undefined
}

function real(directory: string | undefined): string | undefined {
  if (directory === undefined || !isAbsolute(directory)) return undefined
  try {
    return realpathSync(directory)
  } catch {
    return undefined
  }
}

/** The project that the CLI would find from there: the nearest one upwards. */
function projectAt(directory: string): Project | undefined {
  const file = ['Pulumi.yaml', 'Pulumi.yml', 'Pulumi.json']
    .map((name) => join(directory, name))
    .find((path) => existsSync(path))
  if (file !== undefined) return { directory, name: nameIn(file) }
  const above = dirname(directory)
  return above === directory ? undefined : projectAt(above)
}

function nameIn(file: string): string | undefined {
  try {
    const project: unknown = parse(readFileSync(file, 'utf8'))
    const name =
      typeof project === 'object' && project !== null && 'name' in project ? project.name : undefined
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}
