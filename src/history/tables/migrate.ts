import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { ConfigurationError } from '../../config/problem.ts'
import { first } from './0001-first.ts'
import { methods } from './0002-methods.ts'
import { names } from './0003-names.ts'
import { outcomes } from './0004-outcomes.ts'
import type { ColumnTypes } from './column-types.ts'
import type { Database } from './tables.ts'

/** In order; one that has been released is never changed. */
const migrations: Readonly<Record<string, (types: ColumnTypes) => Migration>> = {
  '0001-first': first,
  '0002-methods': methods,
  '0003-names': () => names,
  '0004-outcomes': () => outcomes,
}

const migrationTable = 'mfa_gate_migration'

/** How far a database is along the migrations of this gate. */
type SchemaState = 'none' | 'older' | 'current'

/** @throws ConfigurationError when a newer gate has changed the tables; `shown` is what it calls the history */
export async function schemaState(
  db: Database,
  label: string,
  isMissingTable: (error: unknown) => boolean,
): Promise<SchemaState> {
  const executed = await executedMigrations(db, isMissingTable)
  const unknown = executed.find((name) => !Object.hasOwn(migrations, name))
  if (unknown !== undefined) {
    throw new ConfigurationError([
      `${label} was written by a newer mfa-gate (its tables know step ${unknown}); update mfa-gate here`,
    ])
  }
  if (executed.length === 0) return 'none'
  return executed.length < Object.keys(migrations).length ? 'older' : 'current'
}

async function executedMigrations(
  db: Database,
  isMissingTable: (error: unknown) => boolean,
): Promise<readonly string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(db)
    return rows.map(({ name }) => name)
  } catch (error) {
    if (isMissingTable(error)) return []
    throw error
  }
}

/**
 * Brings the tables up to date. Safe when several processes do it at once: each waits for the one before. `schema` is
 * where the migration tables are looked for, as otherwise those of another team in the same database would be found.
 */
export async function migrate(db: Database, types: ColumnTypes, schema: string | undefined): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(Object.entries(migrations).map(([name, migration]) => [name, migration(types)])),
    },
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('the migration failed', { cause: error })
}
