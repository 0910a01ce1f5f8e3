import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Backend } from '../backend.ts'
import { postgresTypes } from '../tables/column-types.ts'
import type { Tables } from '../tables/tables.ts'
import { NotInTime } from '../in-time.ts'
import { openPool, type PostgresLocation } from './pool.ts'
import { postgresProblem, hasCode } from './postgres-problem.ts'

/** Connects at the first query. @throws ConfigurationError for a URL that asks for what is not offered */
export function openPostgres(location: PostgresLocation): Backend {
  const { label } = location
  const { pool, abandon } = openPool(location, { max: 4, types: { getTypeParser: parserOf } })
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
    abandon,
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
