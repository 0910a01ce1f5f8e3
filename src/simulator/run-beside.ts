import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

/** A stand-in that is being served, as far as a command beside it is concerned. */
type Beside = Readonly<Record<string, string>>

/** This program's own entry, seen from `src/simulator` as from `dist/src/simulator`. */
const ownEntry = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../cli/main.js' : '../cli/main.ts', import.meta.url),
)

/** What the shell reports when a command cannot be found or started. */
const notFound = 127
const notStarted = 126

/** Runs a command in an environment that points at the embedded tenant, and answers its exit code. */
export async function runBeside(variables: Beside, command: readonly string[]): Promise<number> {
  const [program = '', ...args] =
    command[0] === 'mfa-gate' ? [process.execPath, ownEntry, ...command.slice(1)] : command
  const child = spawn(program, args, { stdio: 'inherit', env: environmentBeside(variables, process.env) })
  const forward = (signal: NodeJS.Signals): boolean => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, forward)
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return code ?? 128 + constants.signals[signal ?? 'SIGTERM']
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    process.stderr.write(
      `mfa-gate simulate: ${program} ${missing ? 'was not found' : 'could not be started'}.\n`,
    )
    return missing ? notFound : notStarted
  } finally {
    for (const signal of signals) process.off(signal, forward)
  }
}

/** Prints the tenant's environment as shell exports and serves until interrupted. */
export async function serve(variables: Beside): Promise<number> {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`)
  process.stdout.write(
    `# The embedded tenant, a stand-in for Microsoft Entra and Graph, until interrupted.\n${lines.join('\n')}\n`,
  )
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  return 0
}

/**
 * The caller's environment without what would lead the command to a real tenant, with the embedded tenant's instead.
 * Loopback is taken off the proxies.
 */
export function environmentBeside(variables: Beside, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(AZURE|ARM|MFA_GATE_SIMULATED)_|^MFA_GATE_(TENANT|TENANTS|CLOUD)$/.test(name),
  )
  const noProxy = [environment['NO_PROXY'] ?? environment['no_proxy'], 'localhost', '127.0.0.1']
    .filter(Boolean)
    .join(',')
  return { ...Object.fromEntries(kept), NO_PROXY: noProxy, no_proxy: noProxy, ...variables }
}
