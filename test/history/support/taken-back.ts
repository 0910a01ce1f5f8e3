import { sql } from 'kysely'
import type { Backend } from '../../../src/history/backend.ts'
import { parseLocation } from '../../../src/history/location.ts'
import { openPostgres } from '../../../src/history/postgres/open-postgres.ts'
import { openSqlite } from '../../../src/history/sqlite/open-sqlite.ts'

/** What each step after the first has added. */
const added: Readonly<Record<string, readonly string[]>> = {
  '0002-methods': [
    ...['possibly', 'device_bound', 'synced', 'other_mfa', 'phone_only', 'no_method'],
    'not_classified',
  ],
  '0003-names': [],
  '0004-outcomes': [],
}

const indexes = { '0003-names': 'by_name', '0004-outcomes': 'by_outcome' } as const

/** A history as the gate had it that knew no step after `last`. */
export async function takenBackTo(place: string, last: string): Promise<void> {
  const { db } = backendOf(place)
  for (const [step, index] of Object.entries(indexes)) {
    if (step > last) await db.schema.dropIndex(`mfa_gate_assessment_${index}`).execute()
  }
  for (const [step, columns] of Object.entries(added)) {
    if (step <= last) continue
    for (const column of columns) await db.schema.alterTable('mfa_gate_verdict').dropColumn(column).execute()
    await sql`delete from mfa_gate_migration where name = ${step}`.execute(db)
  }
  await db.destroy()
}

function backendOf(place: string): Backend {
  const location = parseLocation(place, process.cwd(), '--history')
  return location.kind === 'sqlite' ? openSqlite(location, 'write', 1_000) : openPostgres(location)
}
