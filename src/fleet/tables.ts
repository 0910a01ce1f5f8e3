import { inTurn as underLock } from '../history/postgres/in-turn.ts'
import type { Pool, PoolClient } from '../history/postgres/pool.ts'

/** Where the queue has its tables: beside those of pg-boss, in a schema that nothing else lies in. */
export const queueSchema = 'mfa_gate_queue'

/** What pg-boss has no place for. Nothing here outlives its audit by more than the pace of an app. */
const tables = `
  create table ${queueSchema}.fleet_document (sha256 text primary key, content text not null);
  create table ${queueSchema}.fleet_audit (
    id text primary key,
    queue text not null,
    begun_at timestamptz not null default now(),
    charter json not null
  );
  create table ${queueSchema}.fleet_attempt (
    audit_id text not null references ${queueSchema}.fleet_audit (id) on delete cascade,
    tenant_key text not null,
    begun integer not null,
    primary key (audit_id, tenant_key)
  );
  create table ${queueSchema}.fleet_pace (app text primary key, next timestamptz not null);
`

/**
 * Makes schema and tables where they are not there yet, and has pg-boss make its own, by one process at a time: of two
 * that begin at once, the second would find pg-boss's half made.
 */
export async function makeTables(pool: Pool, startBoss: () => Promise<unknown>): Promise<void> {
  if ((await isThere(pool, 'fleet_pace')) && (await isThere(pool, 'version'))) {
    await startBoss()
    return
  }
  await inTurn(pool, makeIn)
  // Its tables are made over connections of its own, which see what is committed.
  await inTurn(pool, startBoss)
}

/** Within a transaction that holds the lock on all of it. */
export async function inTurn(pool: Pool, work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool.connect()
  try {
    await underLock(client, queueSchema, () => work(client))
  } finally {
    client.release()
  }
}

async function makeIn(client: PoolClient): Promise<void> {
  if (await isThere(client, 'fleet_pace')) return
  // Whoever may not make schemas is refused also where it is there already.
  const { rows } = await client.query('select 1 from pg_namespace where nspname = $1', [queueSchema])
  if (rows.length === 0) await client.query(`create schema ${queueSchema}`)
  await client.query(tables)
}

/** Asked of the catalogue as of now: a name that a connection has looked up in vain stays unknown to it for a transaction. */
async function isThere(db: Pick<Pool, 'query'> | PoolClient, table: string): Promise<boolean> {
  const { rows } = await db.query(
    `select 1 from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = $1 and relname = $2`,
    [queueSchema, table],
  )
  return rows.length > 0
}
