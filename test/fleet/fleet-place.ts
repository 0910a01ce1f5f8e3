import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  startTenants,
  type TenantOptions,
  type Tenants,
  type TenantSpecs,
  writeTenantsFile,
} from '../../src/simulator/tenant/index.ts'
import { type PostgresServer, sharedPostgres } from '../history/support/postgres-server.ts'
import { cleanEnvironment, mfaGate, type Ran, runProcess } from '../support/run-process.ts'

/** A worker of its own process, and what it has said. */
export interface Worker {
  readonly child: ChildProcess
  readonly lines: () => readonly Readonly<Record<string, unknown>>[]
  readonly stderr: () => string
  /** Resolves once a line of this event was said. */
  printed(event: string): Promise<void>
  ended(): Promise<number | null>
}

/** Embedded tenants, a database, and a folder to work in. */
export interface FleetPlace extends AsyncDisposable {
  readonly tenants: Tenants
  readonly folder: string
  readonly url: string
  readonly server: PostgresServer
  /** What whoever begins audits has: the tenants document, and no secret. */
  readonly environment: NodeJS.ProcessEnv
  readonly secrets: Readonly<Record<string, string>>
  run(args: readonly string[], environment?: NodeJS.ProcessEnv, limitMs?: number): Promise<Ran>
  /** A worker in a folder in which nothing lies but these files, with the secrets unless it is told others. */
  worker(
    args?: readonly string[],
    environment?: NodeJS.ProcessEnv,
    files?: Readonly<Record<string, string>>,
  ): Worker
  /** Rows of a query in the database. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Undefined where there can be no database. */
export async function fleetPlace(
  specs: TenantSpecs,
  options: TenantOptions = {},
  server?: PostgresServer,
): Promise<FleetPlace | undefined> {
  const postgres = server ?? (await sharedPostgres())
  if ('impossible' in postgres) {
    process.stderr.write(`SKIPPED: ${postgres.impossible}\n`)
    return undefined
  }
  const url = await postgres.freshDatabase()
  const tenants = await startTenants(specs, options)
  const file = await writeTenantsFile(tenants.directories)
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-fleet-'))
  const base = { ...cleanEnvironment(), ...tenants.environment, MFA_GATE_HISTORY: url }
  const environment = { ...base, MFA_GATE_TENANTS: file.path }
  const workers: Worker[] = []
  return {
    ...{ tenants, folder, url, server: postgres, environment, secrets: file.secrets },
    run: (args, given = environment, limitMs = 120_000) =>
      runProcess([process.execPath, mfaGate, ...args], given, { cwd: folder, limitMs }),
    worker: (args = [], given = { ...base, ...file.secrets }, files = {}) => {
      const worker = startWorker([...args, '--log', 'json'], given, files)
      workers.push(worker)
      return worker
    },
    query: (sql) => postgres.run(sql, new URL(url).pathname.slice(1)),
    [Symbol.asyncDispose]: async () => {
      for (const { child } of workers) if (child.exitCode === null) child.kill('SIGKILL')
      await Promise.all(workers.map((worker) => worker.ended()))
      await file.remove()
      await tenants.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function startWorker(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  files: Readonly<Record<string, string>>,
): Worker {
  const cwd = mkdtempSync(join(tmpdir(), 'mfa-gate-worker-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text, { mode: 0o600 })
  const child = spawn(process.execPath, [mfaGate, 'audit', 'worker', ...args], {
    ...{ cwd, env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more))
  const closed = once(child, 'close').finally(() => rmSync(cwd, { recursive: true }))
  const lines = () =>
    text
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return {
    child,
    lines,
    stderr: () => text,
    async printed(event) {
      while (!lines().some((line) => line['event'] === event)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`the worker ended before it said ${event}: ${text}`)
        await Promise.race([once(child.stderr, 'data'), closed])
      }
    },
    async ended() {
      await closed
      return child.exitCode
    },
  }
}
