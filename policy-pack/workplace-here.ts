import { dirname, isAbsolute, join } from 'node:path'
import { parse } from 'yaml'
import type { Environment } from '../src/config/environment.ts'
import { directoryOfProcess, isThere, withoutLinks } from '../src/io/place.ts'
import { readTextFile } from '../src/io/read-file.ts'
import { type Project, type Workplace, workplaceOf } from './workplace.ts'

/** The process that asks. */
interface Here {
  readonly environment: Environment
  readonly cwd: string
  readonly parent: number
  /** Whether Pulumi's launcher has loaded the pack, whose working directory is then the pack's own. */
  readonly launched: boolean
}

/** Where this pack's `pulumi` works. */
export function workplaceHere({ environment, cwd, parent, launched }: Here): Workplace {
  const facts = {
    pwd: real(environment['PWD']),
    cli: real(directoryOfProcess(cli, parent, generations)),
    program: launched ? undefined : real(cwd),
    projectName: environment['PULUMI_NODEJS_PROJECT'],
  }
  return workplaceOf(facts, projectAt)
}

/** Pulumi starts an executable pack itself and a directory through its language host, older ones through a script. */
const generations = 4

const cli = /(^|\/)\.?pulumi(-wrapped)?$/

function real(directory: string | undefined): string | undefined {
  return directory === undefined || !isAbsolute(directory) ? undefined : withoutLinks(directory)
}

/** The project that the CLI would find from there: the nearest one upwards. */
function projectAt(directory: string): Project | undefined {
  const file = ['Pulumi.yaml', 'Pulumi.yml', 'Pulumi.json']
    .map((name) => join(directory, name))
    .find((path) => isThere(path))
  if (file !== undefined) {
    return {
      directory,
      // Read when it is asked for, which is rare, and would delay every start.
      get name() {
        return nameIn(file)
      },
    }
  }
  const above = dirname(directory)
  return above === directory ? undefined : projectAt(above)
}

function nameIn(file: string): string | undefined {
  try {
    const project: unknown = parse(readTextFile(file))
    const name =
      typeof project === 'object' && project !== null && 'name' in project ? project.name : undefined
    return typeof name === 'string' ? name : undefined
  } catch {
    return undefined
  }
}
