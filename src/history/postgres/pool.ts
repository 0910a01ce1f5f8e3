import { Socket } from 'node:net'
import pg from 'pg'
import type { Location } from '../location.ts'
import { transportOf } from './transport.ts'

export type { Pool, PoolClient } from 'pg'

export type PostgresLocation = Extract<Location, { kind: 'postgres' }>

const connectTimeoutMs = 10_000
/** Pruning years takes seconds; a server that has stopped answering must not hold a pipeline for hours. */
const queryTimeoutMs = 120_000

/** Connections to one database. */
interface OpenedPool {
  readonly pool: pg.Pool
  /** Breaks every connection at once, for a server that no longer answers. */
  readonly abandon: () => void
}

/** Connects at the first query. @throws ConfigurationError for a URL that asks for what is not offered */
export function openPool(
  { url, directory }: PostgresLocation,
  { max, types }: Pick<pg.PoolConfig, 'max' | 'types'>,
): OpenedPool {
  const sockets = new Set<Socket>()
  const stream = (): Socket => {
    const socket = new Socket()
    sockets.add(socket)
    return socket.once('close', () => sockets.delete(socket))
  }
  const pool = new pg.Pool({
    ...transportOf(url, directory),
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    stream,
    application_name: 'mfa-gate',
    types,
  })
  // A connection that breaks while idle; the next query says so.
  pool.on('error', () => undefined)
  // One that breaks between two queries of a transaction; without this the process would end there.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const abandon = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return { pool, abandon }
}
