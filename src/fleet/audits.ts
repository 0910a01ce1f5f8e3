import type { PoolClient } from '../history/postgres/pool.ts'
import type { AuditCharter } from '../schemas/audit-charter.ts'
import { type FleetDatabase, inTurn } from './tables.ts'

/** An audit that waits in a queue, as it was put there; nobody has looked at its charter yet. */
export interface QueuedAudit {
  readonly id: string
  readonly charter: unknown
  /** By digest. */
  readonly texts: ReadonlyMap<string, string>
}

/** An audit that nobody has collected for so long is given up, with all that it brought. */
const givenUpAfter = '14 days'

/** One that is to be put there. */
export interface NewAudit extends Omit<QueuedAudit, 'charter'> {
  readonly charter: AuditCharter
}

/** Whoever puts one there removes none of its documents meanwhile, nor does anybody else: in turn with removeAudit. */
export async function putAudit(
  database: FleetDatabase,
  queue: string,
  { id, charter, texts }: NewAudit,
): Promise<void> {
  const { schema } = database
  await inTurn(database, async (client) => {
    await client.query(
      `insert into ${schema}.fleet_document (sha256, content)
       select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
      [[...texts.keys()], [...texts.values()]],
    )
    await client.query(`insert into ${schema}.fleet_audit (id, queue, charter) values ($1, $2, $3)`, [
      id,
      queue,
      JSON.stringify(charter),
    ])
  })
}

export async function getAudit(
  { pool, schema }: FleetDatabase,
  id: string,
): Promise<QueuedAudit | undefined> {
  const { rows } = await pool.query<{ charter: { files?: Record<string, string> } }>(
    `select charter from ${schema}.fleet_audit where id = $1`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const documents = await pool.query<{ sha256: string; content: string }>(
    `select sha256, content from ${schema}.fleet_document where sha256 = any($1)`,
    [Object.values(row.charter.files ?? {})],
  )
  const texts = new Map(documents.rows.map(({ sha256, content }) => [sha256, content]))
  return { id, charter: row.charter, texts }
}

/** Of a queue, the latest first. */
export async function openAudits({ pool, schema }: FleetDatabase, queue: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from ${schema}.fleet_audit where queue = $1 order by begun_at desc, id`,
    [queue],
  )
  return rows.map(({ id }) => id)
}

/** With the documents that no other audit has. */
export async function removeAudit(database: FleetDatabase, id: string): Promise<void> {
  const { schema } = database
  await inTurn(database, async (client) => {
    await client.query(`delete from ${schema}.fleet_audit where id = $1`, [id])
    await removeDocuments(client, schema)
  })
}

/** Of those that nobody has collected for so long that nobody will, with their documents, which may name people. */
export async function removeForgotten(database: FleetDatabase): Promise<void> {
  const { pool, schema } = database
  const forgotten = `from ${schema}.fleet_audit where begun_at < now() - interval '${givenUpAfter}'`
  const { rowCount } = await pool.query(`select 1 ${forgotten} limit 1`)
  if (rowCount === 0) return
  await inTurn(database, async (client) => {
    await client.query(`delete ${forgotten}`)
    await removeDocuments(client, schema)
  })
}

async function removeDocuments(client: PoolClient, schema: string): Promise<void> {
  await client.query(
    `delete from ${schema}.fleet_document as document
      where not exists (
        select 1 from ${schema}.fleet_audit as audit, json_each_text(audit.charter -> 'files') as file
         where file.value = document.sha256)`,
  )
}
