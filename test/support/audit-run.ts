import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import {
  scenarioFromOptions,
  startTenants,
  type Tenants,
  type TenantSpec,
} from '../../src/simulator/tenant/index.ts'
import { runCli } from './run-cli.ts'
import { cleanEnvironment, mfaGate, type Ran, runProcess } from './run-process.ts'

/** Tenants behind one login, and a folder in which audits of them are run. */
export interface AuditBench extends AsyncDisposable {
  readonly tenants: Tenants
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  run(args?: readonly string[], more?: NodeJS.ProcessEnv): Promise<Ran>
  /** Runs as a process of its own. */
  runAlone(args?: readonly string[], more?: NodeJS.ProcessEnv): Promise<Ran>
  /** Runs as a process of its own until its log has a line like this, then sends it the signal; answers how it ended. */
  runUntil(seen: RegExp, signal: NodeJS.Signals, args: readonly string[]): Promise<Interrupted>
}

export interface Interrupted {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

export type Entry = Readonly<Record<string, unknown>>

/** `entry` says what the tenants document has of one tenant besides id, name and credential. */
export async function openAuditBench(
  specs: readonly [TenantSpec, ...TenantSpec[]],
  entry: (index: number) => Entry = () => ({}),
): Promise<AuditBench> {
  const tenants = await startTenants(specs)
  const folder = await mkdtemp(join(tmpdir(), 'mfa-gate-audit-'))
  const entries = tenants.directories.map(({ tenantId, tenantName, clientId }, index) => ({
    tenant: tenantId,
    name: tenantName,
    credential: { clientId, secretFrom: { env: `SECRET_${index}` } },
    ...entry(index),
  }))
  await writeFile(join(folder, 'mfa-tenants.yaml'), stringify({ tenants: entries }))
  const environment = {
    ...cleanEnvironment(),
    ...tenants.environment,
    ...Object.fromEntries(
      tenants.directories.map(({ clientSecret }, index) => [`SECRET_${index}`, clientSecret]),
    ),
  }
  const command = (args: readonly string[]): readonly string[] => [
    'audit',
    ...(args.includes('--tenants') ? [] : ['--tenants', 'mfa-tenants.yaml']),
    ...args,
  ]
  return {
    tenants,
    folder,
    environment,
    run: (args = [], more = {}) => runCli(command(args), { ...environment, ...more }, { cwd: folder }),
    runAlone: (args = [], more = {}) =>
      runProcess([process.execPath, mfaGate, ...command(args)], { ...environment, ...more }, { cwd: folder }),
    runUntil: (seen, signal, args) => interrupted(command(args), { environment, folder, seen, signal }),
    async [Symbol.asyncDispose]() {
      await tenants.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function interrupted(
  args: readonly string[],
  run: {
    readonly environment: NodeJS.ProcessEnv
    readonly folder: string
    readonly seen: RegExp
    readonly signal: NodeJS.Signals
  },
): Promise<Interrupted> {
  const child = spawn(process.execPath, [mfaGate, ...args], {
    cwd: run.folder,
    env: run.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
    killSignal: 'SIGKILL',
  })
  let stderr = ''
  let sent = false
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    if (!sent && run.seen.test(stderr)) sent = child.kill(run.signal)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }))
  })
}

/** A tenant of 1,000 users of whom so many are registered, with faults as `simulate --fault` takes them. */
export function tenantOf(name: string, registered: number, ...faults: readonly string[]): TenantSpec {
  return { name, scenario: scenarioFromOptions({ population: 1_000, registered, faults }) }
}

/** One that asks for patience first: so many 429 with a Retry-After of a second. */
export function slowTenant(name: string, refusals: number): TenantSpec {
  const spec = tenantOf(name, 980)
  return {
    ...spec,
    scenario: {
      ...spec.scenario,
      faults: [{ on: 'report', kind: 'throttle-429', times: refusals, retryAfter: '1' }],
    },
  }
}
