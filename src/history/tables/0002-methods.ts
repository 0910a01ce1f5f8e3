import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { ColumnTypes } from './column-types.ts'

/** What measures of methods count; written out, as a migration stays as it is whatever columns come later. */
const columns = [
  ...['possibly', 'device_bound', 'synced', 'other_mfa', 'phone_only', 'no_method'],
  'not_classified',
] as const

/** Users by their methods; what was kept before has none. */
export function methods({ users }: ColumnTypes): Migration {
  return {
    up: async ({ schema }: Kysely<unknown>) => {
      // SQLite adds one at a time.
      for (const column of columns)
        await schema.alterTable('mfa_gate_verdict').addColumn(column, users).execute()
    },
  }
}
