import { createHash } from 'node:crypto'
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import type { FleetDatabase } from './tables.ts'

/** Which tenant of which audit. Nothing else is in the queue: no secret, no document, no name. */
export interface Task {
  readonly auditId: string
  readonly position: number
  readonly key: string
}

/** `later`: it goes back into the queue, for whoever takes it next. */
export type TaskEnd = 'done' | 'later'

/** How a queue is worked on. */
export interface Work {
  readonly do: (task: Task) => Promise<TaskEnd>
  /** How many tasks at a time. */
  readonly concurrency: number
}

/** The name of a queue: by the schema that the history lies in, so that two histories never meet. */
export function queueOf({ history }: FleetDatabase, name: string): string {
  return `audit/${history}/${name}`
}

/** A worker is missed when it has said nothing for so long; pg-boss allows no less. */
const heartbeatSeconds = 10
/** Longer than any tenant takes: who hangs so long says nothing either. */
const expireInSeconds = 6 * 3_600
/** Tasks are given back whenever a worker ends; what ends workers is counted apart from that. */
const retryLimit = 1_000

export async function makeQueue(boss: PgBoss, queue: string): Promise<void> {
  await boss.createQueue(queue, {
    heartbeatSeconds,
    expireInSeconds,
    retryLimit,
    retryDelay: 0,
    deleteAfterSeconds: 3_600,
    retentionSeconds: 14 * 86_400,
  })
}

/**
 * In one statement; what is in the queue already, of the same round, stays as it is. Of equal tasks pg-boss takes what was
 * given back last, after thousands of others; so that each has a priority of its own, the first tenant the highest.
 */
export async function enqueue(
  boss: PgBoss,
  queue: string,
  tasks: readonly Task[],
  round: number,
): Promise<void> {
  await boss.insert(
    queue,
    tasks.map((data) => ({ id: idOf(data, round), data, priority: -data.position })),
  )
}

/** The same for the same tenant of an audit and round, in the form of a UUID of version 8. */
function idOf({ auditId, key }: Task, round: number): string {
  const digest = createHash('sha256').update(`${auditId} ${key} ${round}`).digest('hex')
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
  ]
  return [...parts, digest.slice(20, 32)].join('-')
}

/**
 * Takes tasks two at a time, the second after the first, by as many takers as there may be tasks at a time: with single
 * ones pg-boss waits for its polling interval after each.
 */
export async function takeTasks(boss: PgBoss, queue: string, work: Work): Promise<void> {
  const end = async ({ id, data }: JobWithMetadata<Task>) =>
    ({ id, status: (await work.do(data)) === 'done' ? 'completed' : 'failed' }) as const
  await boss.work(
    queue,
    {
      localConcurrency: work.concurrency,
      batchSize: 2,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 1,
      heartbeatRefreshSeconds: 3,
      perJobResults: true,
      includeMetadata: true,
    },
    async (jobs: JobWithMetadata<Task>[]) => {
      const ends = []
      for (const job of jobs) ends.push(await end(job))
      return ends
    },
  )
}

/** How many tasks nobody has ended yet, of one audit or of all. */
export async function openTasks(
  { pool, schema }: FleetDatabase,
  queue: string,
  auditId?: string,
): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from ${schema}.job
      where name = $1 and state < 'completed' and ($2::text is null or data ->> 'auditId' = $2)`,
    [queue, auditId ?? null],
  )
  return rows[0]?.open ?? 0
}

/** How many processes are at work on a queue, as their heartbeats say. */
export async function workersOn(boss: PgBoss, queue: string): Promise<number> {
  const instances = await boss.getInstances()
  const now = Date.now()
  return instances.filter(
    ({ stoppedOn, heartbeatOn, workers }) =>
      stoppedOn === null &&
      now - heartbeatOn.getTime() < 3 * instanceHeartbeatSeconds * 1_000 &&
      workers.some((worker) => worker.queue === queue),
  ).length
}

export const instanceHeartbeatSeconds = 5
