import { PgBoss } from 'pg-boss'
import type { Location } from '../history/location.ts'
import { openPool } from '../history/postgres/pool.ts'
import { postgresProblem } from '../history/postgres/postgres-problem.ts'
import { transportOf } from '../history/postgres/transport.ts'
import { getAudit, openAudits, putAudit, removeAudit, removeForgotten } from './audits.ts'
import { DatabaseProblem, type Fleet } from './fleet.ts'
import { patiently } from './outage.ts'
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
import { type FleetDatabase, inTurn, makeTables, queueBeside } from './tables.ts'
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
  const tell = (error: unknown): unknown => {
    const problem = postgresProblem(error, label)
    return problem === undefined ? error : new DatabaseProblem([problem])
  }
  const explaining: Explaining = async (run) => {
    try {
      return await run()
    } catch (error) {
      throw tell(error)
    }
  }
  try {
    const database = await queueBeside(pool)
    const boss = bossAt(location, opening, database)
    boss.on('error', (error) => opening.onProblem(postgresProblem(error, label) ?? 'the queue has a defect'))
    try {
      await makeTables(database, () => boss.start())
      await removeForgotten(database)
      const queue = queueOf(database, opening.name)
      // Of two that make one at once, one would fail.
      if ((await boss.getQueue(queue)) === null) await inTurn(database, () => makeQueue(boss, queue))
      return fleetOf({ database, boss, queue, explaining })
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined)
      throw error
    }
  } catch (error) {
    await pool.end().catch(() => undefined)
    throw tell(error)
  }
}

/** Runs what asks the database, and tells its problems as DatabaseProblem. */
type Explaining = <T>(run: () => Promise<T>) => Promise<T>

interface Opened {
  readonly database: FleetDatabase
  readonly boss: PgBoss
  readonly queue: string
  readonly explaining: Explaining
}

function fleetOf({ database, boss, queue, explaining }: Opened): Fleet {
  const { pool } = database
  return {
    put: (audit) => explaining(() => putAudit(database, queue, audit)),
    get: (id) => explaining(() => getAudit(database, id)),
    open: () => explaining(() => openAudits(database, queue)),
    remove: (id) => explaining(() => removeAudit(database, id)),
    enqueue: (tasks, round) => explaining(() => enqueue(boss, queue, tasks, round)),
    take: (work) => explaining(() => takeTasks(boss, queue, work)),
    begin: (auditId, key) => explaining(() => beginTenant(database, auditId, key)),
    standing: (auditId) => explaining(() => standingOf(database, auditId)),
    planned: (auditId) => explaining(() => plannedTenants(database, auditId)),
    unanswered: (auditId) => explaining(() => unansweredTenants(database, auditId)),
    startOf: (auditId) => explaining(() => startOf(database, auditId)),
    openTasks: (auditId) => explaining(() => openTasks(database, queue, auditId)),
    ping: () =>
      explaining(async () => {
        await pool.query('select 1')
      }),
    workers: () => explaining(() => workersOn(boss, queue)),
    turns: (spacing) => {
      const turns = sharedTurns(database, spacing)
      return { take: (app) => patiently(() => explaining(() => turns.take(app))) }
    },
    close: () =>
      explaining(async () => {
        await boss.stop({ graceful: true, timeout: longestTaskMs })
        await pool.end()
      }),
  }
}

/** A worker that is told to stop finishes what it has begun. */
const longestTaskMs = 3_600_000

function bossAt(
  { url, directory }: PostgresLocation,
  { concurrency }: Opening,
  { schema }: FleetDatabase,
): PgBoss {
  return new PgBoss({
    ...transportOf(url, directory),
    schema,
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
