import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { isSea } from 'node:sea'
import { fileURLToPath } from 'node:url'

/** A stand-in that is being served, as far as a command beside it is concerned. */
type Beside = Readonly<Record<string, string>>

/** What the command that is run beside it has of the process. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv
  readonly directory: string
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly signals: {
    on(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown
    off(name: NodeJS.Signals, listener: (name: NodeJS.Signals) => void): unknown
  }
}

/** This program's own entry, seen from `src/simulator` as from a chunk in `dist/src/parts`. */
const ownEntry = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../cli/main.js' : '../cli/main.ts', import.meta.url),
)

/** An executable is entry and Node in one. */
const ownCommand = isSea() ? [process.execPath] : [process.execPath, ownEntry]

/** What the shell reports when a command cannot be found or started. */
const notFound = 127
const notStarted = 126

/** Runs a command in an environment that points at the embedded tenant, and answers its exit code. */
export async function runBeside(
  variables: Beside,
  command: readonly string[],
  { environment, directory, stdout, stderr, signals: from }: Surroundings,
): Promise<number> {
  const [program = '', ...args] = command[0] === 'mfa-gate' ? [...ownCommand, ...command.slice(1)] : command
  const child = spawn(program, args, {
    cwd: directory,
    env: environmentBeside(variables, environment),
    stdio: ['inherit', handedDown(stdout), handedDown(stderr)],
  })
  child.stdout?.pipe(stdout, { end: false })
  child.stderr?.pipe(stderr, { end: false })
  const forward = (signal: NodeJS.Signals): boolean => child.kill(signal)
  for (const signal of forwarded) from.on(signal, forward)
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    stderr.write(
      `mfa-gate: ${program} ${missing ? `was not found; ${whatToDo(program)}` : 'could not be started'}.\n`,
    )
    return missing ? notFound : notStarted
  } finally {
    for (const signal of forwarded) from.off(signal, forward)
  }
}

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** A stream of the system's goes to the command itself, which may want a terminal; any other has its text piped. */
function handedDown(stream: NodeJS.WritableStream): number | 'pipe' {
  return 'fd' in stream && typeof stream.fd === 'number' ? stream.fd : 'pipe'
}

/** Prints the tenant's environment as shell exports and serves until interrupted. */
export async function serve(
  variables: Beside,
  { stdout, signals: from }: Pick<Surroundings, 'stdout' | 'signals'>,
): Promise<number> {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`)
  stdout.write(
    `# The embedded tenant, a stand-in for Microsoft Entra and Graph, until interrupted.\n${lines.join('\n')}\n`,
  )
  const { promise, resolve } = Promise.withResolvers<number>()
  const end = (): void => resolve(0)
  for (const signal of ends) from.on(signal, end)
  return promise.finally(() => {
    for (const signal of ends) from.off(signal, end)
  })
}

const ends = ['SIGINT', 'SIGTERM'] as const

/**
 * The caller's environment without what would lead the command to a real tenant, with the embedded tenant's instead.
 * Loopback is taken off the proxies.
 */
function environmentBeside(variables: Beside, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(AZURE|ARM|MFA_GATE_SIMULATED)_|^MFA_GATE_(TENANT|TENANTS|CLOUD)$/.test(name),
  )
  const noProxy = [environment['NO_PROXY'] ?? environment['no_proxy'], 'localhost', '127.0.0.1']
    .filter(Boolean)
    .join(',')
  return { ...Object.fromEntries(kept), NO_PROXY: noProxy, no_proxy: noProxy, ...variables }
}

function whatToDo(program: string): string {
  return program === 'pulumi'
    ? 'install the Pulumi CLI (https://www.pulumi.com/docs/install/), or ask without it: mfa-gate simulate -- mfa-gate check'
    : 'install it, or put its folder on PATH'
}
