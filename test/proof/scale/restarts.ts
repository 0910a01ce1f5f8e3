import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { scenarioFromOptions, startTenant, tenantSpecs } from '../../../src/simulator/tenant/index.ts'
import { fleetPlace } from '../../fleet/fleet-place.ts'
import { type PostgresServer, startPostgres } from '../../history/support/postgres-server.ts'
import { cleanEnvironment, mfaGate, type Ran, runProcess } from '../../support/run-process.ts'

interface Asked {
  readonly tenants: number
  readonly restarts: number
  /** How long the server is away each time. */
  readonly awayMs: number
}

export interface RestartsProof extends Asked {
  readonly seconds: number
  /** Lines in which workers reported of the database. */
  readonly reported: number
}

const throttled = scenarioFromOptions({
  population: 1_000,
  registered: 960,
  faults: ['report:throttle-429:1'],
})

/**
 * PostgreSQL is restarted while workers audit, and somebody waits for them: each tenant has one answer, none is a defect, and
 * nobody gives up. Undefined where there can be no server. @throws AssertionError
 */
export async function proveRestartsOfAudit(asked: Asked): Promise<RestartsProof | undefined> {
  const server = await startPostgres()
  if ('impossible' in server) return undefined
  try {
    return await audited(asked, server)
  } finally {
    await server.stop()
  }
}

async function audited(asked: Asked, server: PostgresServer): Promise<RestartsProof | undefined> {
  const { tenants, restarts, awayMs } = asked
  const place = await fleetPlace(tenantSpecs(tenants, throttled), {}, server)
  if (place === undefined) return undefined
  await using _ = place
  const workers = [1, 2].map(() => place.worker())
  await Promise.all(workers.map((worker) => worker.printed('worker-started')))
  const started = performance.now()
  const distributed = place.run(['audit', '--distribute', '--format', 'text'], place.environment, 3_600_000)
  await workers[0]?.printed('tenant-started')
  for (let one = 0; one < restarts; one += 1) {
    await wait(Math.random() * 2_000)
    await server.restart(awayMs)
  }
  const { exitCode, stdout, stderr } = await distributed
  assert.equal(exitCode, 0, stdout + stderr)
  assert.match(
    stdout,
    new RegExp(`Audited ${tenants.toLocaleString('en')} tenants: ${tenants.toLocaleString('en')} passed`),
  )
  const seconds = (performance.now() - started) / 1_000
  for (const { child } of workers) child.kill('SIGTERM')
  assert.deepEqual(await Promise.all(workers.map((worker) => worker.ended())), [0, 0])
  assert.deepEqual(
    await place.query(
      'select count(*)::int as rows, count(distinct tenant_key)::int as tenants from mfa_gate_assessment',
    ),
    [{ rows: tenants, tenants }],
  )
  const reported = workers.flatMap((worker) =>
    worker.lines().filter(({ event }) => event === 'database-problem'),
  ).length
  return { ...asked, seconds, reported }
}

/** The same while runs share a reading: all have the answer, by two readings at most. @throws AssertionError */
export async function proveRestartOfReading(runs: number, awayMs: number): Promise<number | undefined> {
  const server = await startPostgres()
  if ('impossible' in server) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-restart-'))
  await using tenant = await startTenant(throttled)
  try {
    const environment = {
      ...{ ...cleanEnvironment(), ...tenant.environment },
      ...{ MFA_GATE_SNAPSHOT: await server.freshDatabase(), MFA_GATE_TIMEOUT: '90s' },
    }
    const check = (): Promise<Ran> =>
      runProcess([process.execPath, mfaGate, 'check'], environment, { cwd: folder, limitMs: 120_000 })
    const running = Promise.all(Array.from({ length: runs }, check))
    const asked = () => tenant.requests.filter(({ path }) => path.startsWith('/beta/'))
    for (let turn = 0; asked().length === 0 && turn < 1_500; turn += 1) await wait(20)
    await server.restart(awayMs)
    for (const { exitCode, stdout } of await running) assert.equal(exitCode, 0, stdout)
    const reads = asked().filter(({ status }) => status === 200).length
    assert.ok(reads <= 2, `${reads} readings`)
    return reads
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}
