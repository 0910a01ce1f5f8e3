import { existsSync, mkdirSync, readFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPulumi, type PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { type ScratchBackend, scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'

export const stackName = 'e2e'

export const packPaths = {
  directory: join(projectDirectory, 'policy-pack'),
  executable: join(projectDirectory, 'policy-pack/dist/entra-mfa-gate'),
} as const

/** A preview whose text is the same on every terminal. */
export function previewOf(pack: string, stack: string = stackName): readonly string[] {
  const plain = ['--non-interactive', '--color', 'never']
  return ['preview', '--stack', stack, ...plain, '--policy-pack', pack]
}

/** A project of its own in a temporary folder, its stack, and the Pulumi that is there. */
export interface Workbench {
  readonly pulumi: PulumiCommand
  readonly directory: string
  /** What `run` starts from. */
  readonly environment: NodeJS.ProcessEnv
  /** Writes a file into the project's folder and answers its path. */
  write(name: string, text: string): string
  run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran>
  /** The real CLI saves what `--config` says; this puts the stack's configuration back as it was. */
  keepingStackConfig<T>(work: () => Promise<T>): Promise<T>
  remove(): void
}

export async function openWorkbench(): Promise<Workbench> {
  const pulumi = await findPulumi(process.env, () => undefined)
  const backend = scratchBackend()
  const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-e2e-'))
  const write = (name: string, text: string): string => {
    const file = join(directory, name)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
    return file
  }
  writeProject(write)
  symlinkSync(join(projectDirectory, 'node_modules'), join(directory, 'node_modules'))
  const run = (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<Ran> =>
    runProcess(
      [...pulumi.command, ...args],
      { ...environmentFor(backend), ...environment },
      { cwd: directory, limitMs: 100_000 },
    )
  if (pulumi.engine === 'cli') await run(['stack', 'init', stackName, '--non-interactive'], {})
  const stackFile = join(directory, `Pulumi.${stackName}.yaml`)
  const keepingStackConfig = async <T>(work: () => Promise<T>): Promise<T> => {
    const kept = existsSync(stackFile) ? readFileSync(stackFile) : undefined
    try {
      return await work()
    } finally {
      if (kept !== undefined) writeFileSync(stackFile, kept)
    }
  }
  const remove = (): void => {
    backend.remove()
    rmSync(directory, { recursive: true, force: true })
  }
  return { pulumi, directory, environment: environmentFor(backend), write, run, keepingStackConfig, remove }
}

/** A project with a program like that of the one at the top level. */
function writeProject(write: Workbench['write']): void {
  const program = JSON.stringify(join(projectDirectory, 'test/fixtures/landing-zone.mjs'))
  write('Pulumi.yaml', 'name: e2e\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n')
  write('package.json', '{ "name": "e2e", "type": "module", "main": "index.js" }')
  write('index.js', `await import(${program})\n`)
}

function environmentFor(backend: ScratchBackend): NodeJS.ProcessEnv {
  return { ...cleanEnvironment(), ...backend.environment, PWD: undefined }
}
