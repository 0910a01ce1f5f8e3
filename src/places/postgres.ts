import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { inTurn } from '../history/postgres/in-turn.ts'
import { hasCode, isPassing, postgresProblem } from '../history/postgres/postgres-problem.ts'
import { transportOf } from '../history/postgres/transport.ts'
import {
  type Found,
  type Lease,
  leaseMs,
  type Place,
  PlaceProblem,
  refuseLong,
  renewing,
  sharedRefusalMs,
} from './place.ts'
import type { SharedPlace } from './locate.ts'

type PostgresPlace = Extract<SharedPlace, { kind: 'postgres' }>

const keptMs = 2 * 86_400_000

/**
 * A row for each key. Every step is a connection of its own, as a thousand clients cannot each keep one; which of them
 * may read, and how old a row is, the clock of the server says.
 */
export function postgresPlace({ location, label }: PostgresPlace): Place {
  const runIn: RunIn = (patience) => (sql, values) => asked(location, label, patience, sql, values)
  return {
    label,
    refusalMs: sharedRefusalMs,
    find: async (key, leftMs): Promise<Found> => {
      const { rows } = await runIn({ leftMs, longestPauseMs: longestPause.waiter })(
        `select record, extract(epoch from now() - saved_at)::float8 * 1000 as age, coalesce(leased_until > now(), false) as leased from ${table} where key = $1`,
        [key],
      )
      const [row] = rows as readonly { record: string | null; age: number | null; leased: boolean }[]
      return { text: row?.record ?? undefined, ageMs: row?.age ?? 0, leased: row?.leased ?? false }
    },
    lease: async (key, leftMs) => {
      const holder = randomUUID()
      const { rowCount } = await runIn({ leftMs, longestPauseMs: longestPause.waiter })(
        `insert into ${table} as held (key, holder, leased_until) values ($1, $2, now() + $3 * interval '1 ms')
         on conflict (key) do update set holder = excluded.holder, leased_until = excluded.leased_until
         where held.leased_until is null or held.leased_until <= now()`,
        [key, holder, leaseMs],
      )
      return rowCount === 1 ? leaseOf(key, holder, runIn) : undefined
    },
  }
}

type Run = (sql: string, values: readonly unknown[]) => Promise<pg.QueryResult>

type RunIn = (patience: Patience) => Run

interface Patience {
  readonly leftMs: () => number
  /** Between two attempts to connect. */
  readonly longestPauseMs: number
}

/** Of a thousand that are turned away those who wait for one must leave room for that one. */
const longestPause = { holder: 250, waiter: 4_000 } as const

function leaseOf(key: string, holder: string, runIn: RunIn): Lease {
  const run: Run = (sql, values) =>
    runIn({ leftMs: upTo(leaseMs), longestPauseMs: longestPause.holder })(sql, values)
  const mine = [key, holder]
  const end = renewing(() =>
    run(`update ${table} set leased_until = now() + $3 * interval '1 ms' where key = $1 and holder = $2`, [
      ...mine,
      leaseMs,
    ]),
  )
  return {
    save: async (text) => {
      refuseLong(text)
      await run(`update ${table} set record = $3, saved_at = now() where key = $1 and holder = $2`, [
        ...mine,
        text,
      ])
      await run(`delete from ${table} where saved_at < now() - $1 * interval '1 ms'`, [keptMs])
    },
    release: async () => {
      end()
      await run(
        `update ${table} set holder = null, leased_until = null where key = $1 and holder = $2`,
        mine,
      ).catch(() => undefined)
    },
  }
}

const table = 'mfa_gate_shared_readings'

const creation = `create table if not exists ${table} (key text primary key, record text, saved_at timestamptz, holder text, leased_until timestamptz)`

const connectMs = 10_000
const queryMs = 10_000
/** A server that is restarted answers again within this; one that is not there at all never does. */
const awayMs = 10_000

/** So much time from now on. */
function upTo(milliseconds: number): () => number {
  const endsAt = performance.now() + milliseconds
  return () => endsAt - performance.now()
}

/** Where many connect at once some are turned away for a moment. @throws PlaceProblem */
async function asked(
  location: PostgresPlace['location'],
  label: string,
  { leftMs, longestPauseMs }: Patience,
  sql: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  const untilBack = upTo(awayMs)
  for (let turn = 1; ; turn += 1) {
    try {
      return await once(location, sql, values)
    } catch (error) {
      const left = isPassing(error) ? leftMs() : isAway(error) ? Math.min(leftMs(), untilBack()) : 0
      if (left > 0) {
        await wait(Math.random() * Math.min(longestPauseMs, 50 * 2 ** turn))
        continue
      }
      const problem = postgresProblem(error, label)
      if (problem === undefined) throw error
      throw new PlaceProblem(problem.replace(`${label} cannot be used: `, ''), { cause: error })
    }
  }
}

function isAway(error: unknown): boolean {
  return hasCode(error, 'ECONNREFUSED')
}

async function once(
  { url, directory }: PostgresPlace['location'],
  sql: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> {
  const client = new pg.Client({
    ...transportOf(url, directory),
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
    application_name: 'mfa-gate',
  })
  // One that breaks between two steps; the next one says so.
  client.on('error', () => undefined)
  try {
    await client.connect()
    try {
      return await client.query(sql, [...values])
    } catch (error) {
      if (!hasCode(error, '42P01')) throw error
      await create(client)
      return await client.query(sql, [...values])
    }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** One after the other, as PostgreSQL makes no table twice without complaint. */
async function create(client: pg.Client): Promise<void> {
  await inTurn(client, table, () => client.query(creation))
}
