import { Socket } from 'node:net'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Backend } from '../backend.ts'
import type { Location } from '../location.ts'
import { postgresTypes } from '../tables/column-types.ts'
import type { Tables } from '../tables/tables.ts'
import { NotInTime } from '../in-time.ts'
import { postgresProblem, hasCode } from './postgres-problem.ts'
import { transportOf } from './transport.ts'

const connectTimeoutMs = 10_000
/** Pruning years takes seconds; a server that has stopped answering must not hold a pipeline for hours. */
const queryTimeoutMs = 120_000

type PostgresLocation = Extract<Location, { kind: 'postgres' }>

/** Connects at the first query. @throws ConfigurationError for a URL that asks for what is not offered */
export function openPostgres({ url, label, directory }: PostgresLocation): Backend {
  const sockets = new Set<Socket>()
  const stream = (): Socket => {
    const socket = new Socket()
    sockets.add(socket)
    return socket.once('close', () => sockets.delete(socket))
  }
  const pool = new pg.Pool({
    ...transportOf(url, directory),
    max: 4,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    stream,
    application_name: 'mfa-gate',
    types: { getTypeParser: parserOf },
  })
  // A connection that breaks while idle; the next query says so.
  pool.on('error', () => undefined)
  // One that breaks between two queries of a transaction; without this the process would end there.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    types: postgresTypes,
    schema: async () => {
      const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
      return rows[0]?.name ?? undefined
    },
    isMissingTable: (error) => hasCode(error, '42P01'),
    problemOf: (error) =>
      error instanceof NotInTime ? tooLate(error, label) : postgresProblem(error, label),
    waitAtMost: () => undefined,
    abandon: () => {
      for (const socket of sockets) socket.destroy()
    },
    shrink: async () => undefined,
  }
}

function tooLate({ milliseconds }: NotInTime, label: string): string {
  const seconds = Math.ceil(milliseconds / 1_000)
  return `${label} cannot be used: the server did not answer within ${seconds} s; try again when it does, or give the command more time (MFA_GATE_TIMEOUT)`
}

const { INT2, INT4, INT8, TIMESTAMPTZ } = pg.types.builtins

/** What SQLite gives too: numbers, moments as ISO 8601, JSON letter by letter. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT2, Number],
  [INT4, Number],
  [INT8, Number],
  [TIMESTAMPTZ, (text) => new Date(text).toISOString()],
])

function parserOf(type: number): (text: string) => unknown {
  return parsers.get(type) ?? ((text) => text)
}
