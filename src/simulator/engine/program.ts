import { Child, type Environment, withOwnNode } from './child.ts'
import type { Emit, NewStream } from './events.ts'
import { resolveLauncher } from './node-runtime.ts'
import { organization, type Project } from './project.ts'

interface ProgramSurroundings {
  readonly monitorAddress: string
  readonly engineAddress: string
  readonly environment: Environment
  readonly emit: Emit
  readonly newStream: NewStream
}

// The SDK's own word for: I have told the user already.
const errorsPrinted = 32

/** Starts the project's real program, as the CLI's Node host does for a preview. */
export function startProgram(project: Project, surroundings: ProgramSurroundings): Child {
  const { environment, emit, newStream } = surroundings
  const launcher = resolveLauncher('@pulumi/pulumi/cmd/run', project.directory, 'pulumi install')
  const streams = { stdout: newStream(), stderr: newStream() }
  return new Child({
    command: process.execPath,
    arguments: [...project.runtime.nodeArguments, launcher, ...runArguments(project, surroundings)],
    directory: project.directory,
    environment: withOwnNode({ ...environment, ...project.runtime.environment, ...configVariables(project) }),
    onLine: (stream, line) => {
      if (line.trim() !== '')
        emit({ kind: 'logged', severity: 'info', message: line, stream: streams[stream] })
    },
  })
}

/** What the CLI says of a program that did not run to its end; undefined when all has been said. */
export function programFailure(code: number): string | undefined {
  return code === 0 || code === errorsPrinted
    ? undefined
    : `an unhandled error occurred: Program exited with non-zero exit code: ${code}`
}

function runArguments(
  project: Project,
  { monitorAddress, engineAddress }: ProgramSurroundings,
): readonly string[] {
  return [
    `--monitor=${monitorAddress}`,
    `--engine=${engineAddress}`,
    `--organization=${organization}`,
    `--project=${project.project}`,
    `--stack=${project.stack}`,
    `--root-directory=${project.root}`,
    `--pwd=${project.directory}`,
    '--dry-run',
    '--parallel=16',
    project.entryPoint,
  ]
}

/** Programs are given their keys in the older spelling, `<namespace>:config:<key>`. */
function configVariables({ config }: Project): Environment {
  const entries = Object.entries(config).map(([key, value]) => [key.replace(':', ':config:'), value] as const)
  return { PULUMI_CONFIG: JSON.stringify(Object.fromEntries(entries)), PULUMI_CONFIG_SECRET_KEYS: '[]' }
}
