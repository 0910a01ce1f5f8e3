import type { ClientBase } from 'pg'

/** Does what only one process may do at a time: in a transaction that holds the lock of that name. */
export async function inTurn(
  client: Pick<ClientBase, 'query'>,
  lock: string,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [lock])
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}
