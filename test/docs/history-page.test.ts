import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Backend } from '../../src/history/backend.ts'
import { flatColumns } from '../../src/history/export/flat-line.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { openPostgres } from '../../src/history/postgres/open-postgres.ts'
import { recordAssessment } from '../../src/history/record-assessment.ts'
import { openSqlite } from '../../src/history/sqlite/open-sqlite.ts'
import { onEachBackend } from '../history/support/backends.ts'
import { reportWith } from '../history/support/reports.ts'
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/history.md'), 'utf8')
const [dashboard = '', owner = '', reader = ''] = [...page.matchAll(/```sql\n([\s\S]*?)```/g)].map(
  ([, text]) => text,
)

const words = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** The columns of each table, as the page has them. */
function documentedTables(): ReadonlyMap<string, readonly string[]> {
  const rows = page.split('\n').filter((line) => line.startsWith('| `mfa_gate_'))
  return new Map(
    rows.map((line) => {
      const [, table = '', columns = ''] = line.split('|')
      return [words(table)[0] ?? '', words(columns)] as const
    }),
  )
}

function backendOf(place: string): Backend {
  const location = parseLocation(place, process.cwd(), '--history')
  return location.kind === 'sqlite' ? openSqlite(location, 'write', 1_000) : openPostgres(location)
}

async function keepOne(place: string): Promise<void> {
  const history = await openHistory(parseLocation(place, process.cwd(), '--history'), 'write')
  await recordAssessment(history, await reportWith(), { key: 'contoso.example', name: 'Contoso' })
  await history.close()
}

describe('docs/history.md', () => {
  it('lists the columns of an export in their order', () => {
    const [, listed = ''] = /The columns of CSV[^:]*: ([^.]*)\./.exec(page) ?? []
    assert.deepEqual(words(listed), Object.keys(flatColumns))
  })
})

onEachBackend('docs/history.md', (fresh, backend) => {
  it('lists the tables and columns that the migrations make, and no others', async () => {
    const place = await fresh()
    await keepOne(place)
    const { db } = backendOf(place)
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
    await db.destroy()
    const own = tables.filter(({ name }) => !name.startsWith('mfa_gate_migration'))
    assert.deepEqual(
      new Map(own.map(({ name, columns }) => [name, columns.map((column) => column.name)])),
      new Map([...documentedTables()].sort(([a], [b]) => (a < b ? -1 : 1))),
    )
    for (const { name } of tables) assert.ok(page.includes(`\`${name}\``), name)
  })

  it('has a query for dashboards that answers', async () => {
    const place = await fresh()
    await keepOne(place)
    const { db } = backendOf(place)
    const { rows } = await sql.raw<Readonly<Record<string, unknown>>>(dashboard).execute(db)
    await db.destroy()
    assert.deepEqual(
      rows.map((row) => [
        row['tenant_name'],
        row['rule'],
        Number(row['percent']),
        Number(row['minimum_percent']),
      ]),
      [
        ['Contoso', 'mfa', 33, 95],
        ['Contoso', 'sspr', 100, 10],
      ],
    )
  })

  if (backend !== 'PostgreSQL') return
  it('grants what is needed, to the gate and to a reader', async () => {
    const place = await fresh()
    const { db } = backendOf(place)
    const asRole = async (role: string): Promise<string> => {
      await sql.raw(`alter role ${role} password 'secret1'`).execute(db)
      const url = new URL(place)
      url.username = role
      url.password = 'secret1'
      return url.href
    }
    await sql.raw(owner).execute(db)
    await keepOne(await asRole('mfa_gate'))
    await sql.raw(reader).execute(db)
    const reading = await openHistory(
      parseLocation(await asRole('mfa_gate_reader'), '.', '--history'),
      'read',
    )
    assert.equal((await reading.list()).length, 2)
    await reading.close()
    await db.destroy()
  })
})
