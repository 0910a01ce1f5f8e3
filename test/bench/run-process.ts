import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

export interface Usage {
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakBytes: number
}

export interface Run extends Usage {
  readonly output: string
  /** What it wrote to standard error. */
  readonly complaint: string
  readonly exitCode: number | null
}

/** Runs Node with arguments, and measures it from start to end. */
export async function runMeasured(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  folder: string,
): Promise<Run> {
  const usage = join(folder, 'usage.json')
  const env = { PATH: process.env['PATH'], HOME: folder, ...environment, BENCH_USAGE: usage }
  const started = performance.now()
  const measured = ['--import', join(import.meta.dirname, 'measure.mjs'), ...args]
  const child = spawn(process.execPath, measured, {
    env,
    timeout: 600_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  const wallMs = performance.now() - started
  const { cpuMs, peakBytes } = JSON.parse(readFileSync(usage, 'utf8')) as Omit<Usage, 'wallMs'>
  return { output, complaint, exitCode: child.exitCode, wallMs, cpuMs, peakBytes }
}

export interface Served {
  readonly environment: Readonly<Record<string, string>>
  /** How many requests the tenant has had. */
  requests(): Promise<number>
  stop(): void
}

export interface Serving {
  readonly compression?: boolean
  readonly permissions?: readonly string[]
}

/** Serves a tenant of so many users from a process of its own. */
export async function serveTenant(users: number, serving: Serving = {}): Promise<Served> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve.ts'), [
    String(users),
    JSON.stringify(serving),
  ])
  const [environment] = (await once(child, 'message')) as [Record<string, string>]
  return {
    environment,
    async requests() {
      child.send('requests')
      const [count] = (await once(child, 'message')) as [number]
      return count
    },
    stop: () => child.disconnect(),
  }
}
