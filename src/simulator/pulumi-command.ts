import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** How `pulumi` can be run here. */
export interface PulumiCommand {
  /** `embedded`: the stand-in that previews only. */
  readonly engine: 'cli' | 'embedded'
  /** Program and first arguments; Pulumi's own follow. */
  readonly command: readonly [string, ...string[]]
  /** Of the CLI, such as `3.265.0`. */
  readonly version: string | undefined
}

/** A slow network may need minutes for the download; without one the launcher fails within a second. */
const downloadTimeoutMs = 300_000

const embeddedEntry = fileURLToPath(new URL('engine/main.ts', import.meta.url))

/**
 * The real CLI where it can be had: `pulumi` on PATH, else the official launcher from npm, which downloads it; else the
 * embedded engine. `say` hears what takes long.
 */
export async function findPulumi(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<PulumiCommand> {
  const onPath = findOnPath(environment['PATH'] ?? '')
  if (onPath !== undefined) {
    const version = await versionOf([onPath], environment)
    if (version !== undefined) return { engine: 'cli', command: [onPath], version }
  }
  const launcher = findLauncher()
  if (launcher !== undefined) {
    say('Asking the official launcher for the Pulumi CLI (it downloads it on its first run) …')
    const command = [process.execPath, launcher] as const
    const version = await versionOf(command, environment)
    if (version !== undefined) return { engine: 'cli', command: [...command], version }
    say('The Pulumi CLI cannot be had here, so the embedded engine previews in its place.')
  }
  return { engine: 'embedded', command: [process.execPath, embeddedEntry], version: undefined }
}

/** npm puts the launcher on the PATH of its scripts; it is asked after a CLI that somebody installed. */
function findOnPath(path: string): string | undefined {
  const name = process.platform === 'win32' ? 'pulumi.exe' : 'pulumi'
  return path
    .split(delimiter)
    .filter((directory) => directory !== '' && !directory.includes('node_modules'))
    .map((directory) => join(directory, name))
    .find((file) => existsSync(file))
}

function findLauncher(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('pulumi/run.js')
  } catch {
    return undefined
  }
}

/** `pulumi version` prints the version alone; undefined when the command fails. */
async function versionOf(
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const child = spawn(program, [...args, 'version'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: 'true' },
    timeout: downloadTimeoutMs,
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', resolve)
  })
  return code === 0 ? /v?(\d+\.\d+\.\d+\S*)\s*$/.exec(output)?.[1] : undefined
}
