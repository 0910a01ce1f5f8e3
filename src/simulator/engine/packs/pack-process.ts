import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { Child, type Environment, withOwnNode } from '../child.ts'
import { EngineError, messageOf } from '../engine-error.ts'
import type { Emit, NewStream } from '../events.ts'
import { type NodeRuntime, parseRuntime, resolveLauncher } from '../node-runtime.ts'
import { organization, type Project } from '../project.ts'
import { readYamlFile } from '../yaml-file.ts'
import { directoryPort, executablePort, type FirstLine } from './pack-port.ts'

/** What the process of a pack needs to know of the preview it takes part in. */
export interface PackSurroundings {
  readonly project: Project
  readonly engineAddress: string
  /** `--policy-pack` and the executable form are relative to it. */
  readonly directory: string
  readonly environment: Environment
  readonly emit: Emit
  readonly newStream: NewStream
}

interface PackProcess {
  readonly form: 'directory' | 'executable'
  readonly child: Child
  /** Rejects with the CLI's sentence for this form when the first line on stdout is no port. */
  readonly port: Promise<number>
  /** From the pack's PulumiPolicy.yaml; they go before what the pack says of itself, or stand in for it. */
  readonly version: string | undefined
}

/** A stand-in for how the CLI and its Node host start a pack, in either form. */
export async function startPack(path: string, surroundings: PackSurroundings): Promise<PackProcess> {
  const absolute = resolve(surroundings.directory, path)
  const info = await stat(absolute).catch(() => undefined)
  return info?.isFile() === true
    ? startExecutable(path, absolute, surroundings)
    : startDirectory(path, absolute, surroundings)
}

async function startDirectory(
  path: string,
  absolute: string,
  surroundings: PackSurroundings,
): Promise<PackProcess> {
  const policyProject = await readPolicyProject(absolute)
  if (policyProject === undefined) {
    const file = join(path, 'PulumiPolicy.yaml')
    throw new EngineError(
      `failed to load Pulumi policy project located at "${path}": open ${file}: no such file or directory`,
    )
  }
  const runtime = parseRuntime(
    `failed to load Pulumi policy project located at "${path}"`,
    policyProject['runtime'],
  )
  const command = { ...nodeCommand(path, absolute, surroundings, runtime), directory: absolute }
  const { child, firstLine } = spawn(command, surroundings)
  return { form: 'directory', child, port: firstLine.then(directoryPort), version: versionOf(policyProject) }
}

function nodeCommand(
  path: string,
  absolute: string,
  { project, ...rest }: PackSurroundings,
  runtime: NodeRuntime,
) {
  const { engineAddress, environment } = rest
  return {
    command: process.execPath,
    // The CLI puts `nodeargs` behind the script as well, where Node does not see them.
    arguments: [launcherOf(path, absolute), ...runtime.nodeArguments, engineAddress, absolute],
    environment: { ...environment, ...runtime.environment, ...stackVariables(project) },
  }
}

function launcherOf(path: string, absolute: string): string {
  try {
    return resolveLauncher('@pulumi/pulumi/cmd/run-policy-pack', absolute, `npm install in ${absolute}`)
  } catch (error) {
    throw new EngineError(
      `policy pack "${absolute}" failed to start: could not read plugin [${path}]: ${messageOf(error)}`,
    )
  }
}

function stackVariables({ project, stack, config }: Project): Environment {
  return {
    PULUMI_NODEJS_ORGANIZATION: organization,
    PULUMI_NODEJS_PROJECT: project,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_NODEJS_DRY_RUN: 'true',
    PULUMI_CONFIG: JSON.stringify(config),
  }
}

async function startExecutable(
  path: string,
  absolute: string,
  surroundings: PackSurroundings,
): Promise<PackProcess> {
  const { engineAddress, environment, project } = surroundings
  // A PulumiPolicy.yaml beside the file is read when there is one.
  const policyProject = await readPolicyProject(dirname(absolute))
  const command = { command: absolute, arguments: [engineAddress], environment, directory: project.directory }
  const { child, firstLine } = spawn(command, surroundings)
  const port = executablePort(path, absolute, firstLine)
  return { form: 'executable', child, port, version: versionOf(policyProject) }
}

interface Command {
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: string
  readonly environment: Environment
}

/** The first line on stdout is for the engine; all others, and stderr, are shown. */
function spawn(
  command: Command,
  { emit, newStream }: PackSurroundings,
): { child: Child; firstLine: Promise<FirstLine> } {
  const streams = { stdout: newStream(), stderr: newStream() }
  const first = Promise.withResolvers<FirstLine>()
  let seen = false
  const child = new Child({
    ...command,
    environment: withOwnNode(command.environment),
    onLine: (stream, line) => {
      if (stream === 'stdout' && !seen) {
        seen = true
        first.resolve({ line })
      } else if (line.trim() !== '') {
        emit({ kind: 'logged', severity: 'info', message: line, stream: streams[stream] })
      }
    },
  })
  child.ended.then(({ code }) => first.resolve({ exitCode: code }), first.reject)
  return { child, firstLine: first.promise }
}

function readPolicyProject(directory: string): ReturnType<typeof readYamlFile> {
  return readYamlFile(join(directory, 'PulumiPolicy.yaml'))
}

function versionOf(policyProject: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const version = policyProject?.['version']
  return typeof version === 'string' && version !== '' ? version : undefined
}
