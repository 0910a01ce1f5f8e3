import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Ran {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  readonly milliseconds: number
}

export const projectDirectory = fileURLToPath(new URL('../../', import.meta.url))

/** The command as it is published: a few bundled files, which start four times faster than the sources. */
export const mfaGate = join(projectDirectory, 'dist/src/cli/main.js')

/** Runs a program to its end, or ends it by pid after `limitMs`, in which case the exit code is null. */
export async function runProcess(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  { cwd = projectDirectory, limitMs = 60_000 }: { cwd?: string; limitMs?: number } = {},
): Promise<Ran> {
  const started = performance.now()
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text))
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { exitCode, ...texts, milliseconds: performance.now() - started }
}

/** The environment of this process without anything that leads to a real tenant, and with a cache of its own. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AZURE|ARM|MFA_GATE)_/.test(name))
  return { ...Object.fromEntries(kept), XDG_CACHE_HOME: cacheOfTests() }
}

let cache: string | undefined

/** Gone when this process ends. */
function cacheOfTests(): string {
  if (cache === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'mfa-gate-cache-'))
    process.on('exit', () => rmSync(made, { recursive: true, force: true }))
    cache = made
  }
  return cache
}
