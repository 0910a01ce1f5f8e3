import { createHash } from 'node:crypto'
import { inTurn as underLock } from '../history/postgres/in-turn.ts'
import type { Pool, PoolClient } from '../history/postgres/pool.ts'

/** A database with the schema that a queue has its tables in: beside those of pg-boss, and nothing else lies there. */
export interface FleetDatabase {
  readonly pool: Pool
  /** A plain name, as it is written into SQL. */
  readonly schema: string
  /** The schema of the history, by a plain name. */
  readonly history: string
}

/**
 * Each history has its queue beside it, so that the roles of two fleets in one database need no right in common, and neither
 * reads the other's documents.
 */
export async function queueBeside(pool: Pool): Promise<FleetDatabase> {
  const { rows } = await pool.query<{ schema: string | null }>('select current_schema() as schema')
  const named = rows[0]?.schema ?? 'public'
  const digest = createHash('sha256').update(named).digest('hex').slice(0, 12)
  const history = /^[a-z_][a-z0-9_]{0,39}$/.test(named) ? named : `mfa_gate_${digest}`
  return { pool, history, schema: history === 'public' ? 'mfa_gate_queue' : `${history}_queue` }
}

/** What pg-boss has no place for. Nothing here outlives its audit by more than the pace of an app. */
const tablesIn = (schema: string): string => `
  create table ${schema}.fleet_document (sha256 text primary key, content text not null);
  create table ${schema}.fleet_audit (
    id text primary key,
    queue text not null,
    begun_at timestamptz not null default now(),
    charter json not null
  );
  create table ${schema}.fleet_attempt (
    audit_id text not null references ${schema}.fleet_audit (id) on delete cascade,
    tenant_key text not null,
    begun integer not null,
    primary key (audit_id, tenant_key)
  );
  create table ${schema}.fleet_pace (app text primary key, next timestamptz not null);
`

/**
 * Makes schema and tables where they are not there yet, and has pg-boss make its own, by one process at a time: of two
 * that begin at once, the second would find pg-boss's half made.
 */
export async function makeTables(database: FleetDatabase, startBoss: () => Promise<unknown>): Promise<void> {
  const { pool, schema } = database
  if ((await isThere(pool, schema, 'fleet_pace')) && (await isThere(pool, schema, 'version'))) {
    await startBoss()
    return
  }
  await inTurn(database, (client) => makeIn(client, schema))
  // Its tables are made over connections of its own, which see what is committed.
  await inTurn(database, startBoss)
}

/** Within a transaction that holds the lock on all of it. */
export async function inTurn(
  { pool, schema }: FleetDatabase,
  work: (client: PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect()
  try {
    await underLock(client, schema, () => work(client))
  } finally {
    client.release()
  }
}

async function makeIn(client: PoolClient, schema: string): Promise<void> {
  if (await isThere(client, schema, 'fleet_pace')) return
  // Whoever may not make schemas is refused also where it is there already.
  const { rows } = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (rows.length === 0) await client.query(`create schema ${schema}`)
  await client.query(tablesIn(schema))
}

/** Asked of the catalogue as of now: a name that a connection has looked up in vain stays unknown to it for a transaction. */
async function isThere(
  db: Pick<Pool, 'query'> | PoolClient,
  schema: string,
  table: string,
): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = $1 and relname = $2`,
    [schema, table],
  )
  return rows.length > 0
}
