/**
 * What a history of years takes on PostgreSQL, made by SQL: an audit's writes, lists, a trend with its plan, and the pages of
 * an audit with the trend of each tenant. `node test/bench/history-at-size.ts [tenants=5000] [days=730] [pages=tenants]`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pMap from 'p-map'
import type { History } from '../../src/history/history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { startPostgres } from '../history/support/postgres-server.ts'
import { reportWith } from '../history/support/reports.ts'
import { seedYears, tenantIdOf } from '../history/support/years.ts'
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

const main = join(projectDirectory, 'dist/src/cli/main.js')
const measured = join(import.meta.dirname, 'measure.mjs')
const [tenants = 5_000, days = 730] = process.argv.slice(2, 4).map(Number)
const paged = Number(process.argv[4] ?? tenants)

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`

const server = await startPostgres()
if ('impossible' in server) throw new Error(server.impossible)
const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-size-'))

async function opened<T>(url: string, use: (history: History) => Promise<T>): Promise<T> {
  const history = await openHistory(parseLocation(url, folder, '--history'), 'write')
  try {
    return await use(history)
  } finally {
    await history.close()
  }
}

/** An audit of so many tenants, 8 at a time, as the command keeps them. */
async function audited(url: string, id: string, of: number): Promise<void> {
  const at = new Date().toISOString()
  const keys = Array.from({ length: of }, (_, index) => tenantIdOf(index + 1))
  const reports = await pMap(keys, (tenantId) => reportWith({ at, tenantId, registered: 97 }))
  const started = performance.now()
  await opened(url, async (history) => {
    await history.beginAudit({ id, startedAt: new Date(at), plan: 'plan', tenants: keys })
    await pMap(
      keys.map((key, index) => ({ auditId: id, tenant: { key, id: key }, report: reports[index] })),
      async ({ report, ...entry }) => report && history.save({ ...entry, report }),
      { concurrency: 8 },
    )
    await history.finishAudit(id, new Date())
  })
  say(`an audit's writes, ${of} tenants: ${((performance.now() - started) / of).toFixed(2)} ms each`)
}

async function command(url: string, args: readonly string[]): Promise<void> {
  const usage = join(folder, 'usage.json')
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', measured, main, ...args], {
    ...{ cwd: folder, stdio: 'ignore' },
    env: { ...cleanEnvironment(), MFA_GATE_HISTORY: url, MFA_GATE_TIMEOUT: '60m', BENCH_USAGE: usage },
  })
  await once(child, 'exit')
  const { peakBytes, cpuMs } = JSON.parse(readFileSync(usage, 'utf8')) as { peakBytes: number; cpuMs: number }
  say(
    `mfa-gate ${args.join(' ')}: exit code ${String(child.exitCode)}, ${seconds(started)}, ${(cpuMs / 1_000).toFixed(1)} s of CPU, peak ${Math.round(peakBytes / 1e6)} MB`,
  )
}

try {
  const empty = await server.freshDatabase()
  const url = await server.freshDatabase()
  await opened(url, () => Promise.resolve())
  const database = new URL(url).pathname.slice(1)
  const seeding = performance.now()
  await seedYears((sql) => server.run(sql, database), { tenants, days })
  const [size] = await server.run(
    'select pg_size_pretty(pg_database_size(current_database())) as size',
    database,
  )
  say(`${tenants} tenants × ${days} days: ${String(size?.['size'])}, made in ${seconds(seeding)}`)
  await audited(empty, 'today', Math.min(tenants, 1_000))
  await audited(url, 'today', tenants)
  await audited(url, 'pages', paged)
  for (const more of [
    [],
    ['--tenant', 'Tenant 7'],
    ['--tenant', tenantIdOf(7), '--limit', '500'],
    ['--outcome', 'violation'],
    ['--rule', 'sspr'],
    ['--rule', 'no-such-rule'],
    ['--outcome', 'undetermined', '--since', '2020-01-01'],
  ])
    await command(url, ['history', 'list', ...more])
  const looking = performance.now()
  await opened(url, async (history) => {
    for (let n = 1; n <= 100; n += 1)
      await history.trend({ tenant: tenantIdOf(n), since: new Date('2020-01-01') })
  })
  say(`the trend of a tenant: ${((performance.now() - looking) / 100).toFixed(1)} ms`)
  await command(url, ['audit', 'collect', '--audit', 'pages', '--format', 'html=pages'])
  const sizes = readdirSync(join(folder, 'pages')).map((name) => statSync(join(folder, 'pages', name)).size)
  say(
    `${sizes.length} pages, ${Math.round(sizes.reduce((sum, one) => sum + one, 0) / 1e6)} MB, largest ${(Math.max(...sizes) / 1e6).toFixed(1)} MB`,
  )
} finally {
  await server.stop()
  rmSync(folder, { recursive: true })
}
