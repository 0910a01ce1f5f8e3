import { PgBoss } from 'pg-boss'
import type { Location } from '../history/location.ts'
import { openPool } from '../history/postgres/pool.ts'
import { postgresProblem } from '../history/postgres/postgres-problem.ts'
import { transportOf } from '../history/postgres/transport.ts'
import { getAudit, openAudits, putAudit, removeAudit } from './audits.ts'
import { DatabaseProblem, type Fleet } from './fleet.ts'
import {
  enqueue,
  instanceHeartbeatSeconds,
  makeQueue,
  openTasks,
  queueOf,
  takeTasks,
  workersOn,
} from './queue.ts'
import { sharedTurns } from './shared-turns.ts'
import { inTurn, makeTables, queueSchema } from './tables.ts'
import { beginTenant, plannedTenants, standingOf, startOf, unansweredTenants } from './tenants.ts'

/** How a fleet is opened. */
interface Opening {
  /** Of the queue. */
  readonly name: string
  /** How many tasks this process takes at a time; 0: it takes none. */
  readonly concurrency: number
  /** Told of what goes wrong beside the calls, in one sentence. */
  readonly onProblem: (sentence: string) => void
}

type PostgresLocation = Extract<Location, { kind: 'postgres' }>

/** Opens the queue in the database of a history, and makes it where there is none. @throws ConfigurationError */
export async function openFleet(location: PostgresLocation, opening: Opening): Promise<Fleet> {
  const { label } = location
  const { pool } = openPool(location, { max: 4, types: undefined })
  const boss = bossAt(location, opening)
  const tell = (error: unknown): unknown => {
    const problem = postgresProblem(error, label)
    return problem === undefined ? error : new DatabaseProblem([problem])
  }
  boss.on('error', (error) => opening.onProblem(postgresProblem(error, label) ?? 'the queue has a defect'))
  const explaining = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      throw tell(error)
    }
  }
  const close = async (): Promise<void> => {
    await boss.stop({ graceful: true, timeout: longestTaskMs })
    await pool.end()
  }
  try {
    await makeTables(pool, () => boss.start())
    const queue = await queueOf(pool, opening.name)
    // Of two that make one at once, one would fail.
    if ((await boss.getQueue(queue)) === null) await inTurn(pool, () => makeQueue(boss, queue))
    return {
      put: (audit) => explaining(() => putAudit(pool, queue, audit)),
      get: (id) => explaining(() => getAudit(pool, id)),
      open: () => explaining(() => openAudits(pool, queue)),
      remove: (id) => explaining(() => removeAudit(pool, id)),
      enqueue: (tasks, round) => explaining(() => enqueue(boss, queue, tasks, round)),
      take: (work) => explaining(() => takeTasks(boss, queue, work)),
      begin: (auditId, key) => explaining(() => beginTenant(pool, auditId, key)),
      standing: (auditId) => explaining(() => standingOf(pool, auditId)),
      planned: (auditId) => explaining(() => plannedTenants(pool, auditId)),
      unanswered: (auditId) => explaining(() => unansweredTenants(pool, auditId)),
      startOf: (auditId) => explaining(() => startOf(pool, auditId)),
      openTasks: (auditId) => explaining(() => openTasks(pool, queue, auditId)),
      workers: () => explaining(() => workersOn(boss, queue)),
      turns: (spacing) => sharedTurns(pool, spacing),
      close: () => explaining(close),
    }
  } catch (error) {
    await close().catch(() => undefined)
    throw tell(error)
  }
}

/** A worker that is told to stop finishes what it has begun. */
const longestTaskMs = 3_600_000

function bossAt({ url, directory }: PostgresLocation, { concurrency }: Opening): PgBoss {
  return new PgBoss({
    ...transportOf(url, directory),
    schema: queueSchema,
    createSchema: false,
    // Each taker fetches and settles by itself, and all of them share the heartbeats.
    max: Math.min(10, 2 + concurrency),
    // Somebody who has stopped answering is found within this and his heartbeat.
    superviseIntervalSeconds: 3,
    monitorIntervalSeconds: 3,
    instanceHeartbeatSeconds,
    instanceName: concurrency === 0 ? 'mfa-gate audit' : 'mfa-gate audit worker',
    schedule: false,
    reindex: false,
    monitorVacuum: false,
    openTelemetry: { enabled: false },
  })
}
