/**
 * What the reports of a long history take: two years of daily answers of 50 tenants in a SQLite file, then one audit
 * that adds today's and writes a page for each and one over all. `node test/bench/years.ts`
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry } from '../../src/history/history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { scenarioFromOptions, startTenants, writeTenantsFile } from '../../src/simulator/tenant/index.ts'
import { reportWith } from '../history/support/reports.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

const main = join(projectDirectory, 'dist/src/cli/main.js')
const days = 730
const dayMs = 86_400_000

async function seed(file: string, tenantIds: readonly string[]): Promise<void> {
  const history = await openHistory(parseLocation(file, folder, '--history'), 'write')
  for (const [which, id] of tenantIds.entries()) {
    const entries: Entry[] = []
    for (let ago = days; ago > 0; ago--) {
      const at = new Date(Date.now() - ago * dayMs).toISOString()
      const registered = Math.round(980 - (ago * (which + 1)) / 100 + 6 * Math.sin(ago / 9))
      const report = await reportWith({ at, tenantId: id, registered, population: 1_000 })
      entries.push({ tenant: { key: id, id, name: `Tenant ${which + 1}` }, report })
    }
    await history.saveAll(entries)
  }
  await history.close()
}

const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-years-'))
const scenario = scenarioFromOptions({ population: 1_000, registered: 980 })
const specs = Array.from({ length: 50 }, (_, index) => ({ scenario, name: `Tenant ${index + 1}` }))
const [first, ...others] = specs
if (first === undefined) throw new TypeError('no tenants')
const tenants = await startTenants([first, ...others])
const file = await writeTenantsFile(tenants.directories)
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
const rules = `rules:
  - { id: mfa, measure: mfaRegistered, minimum: 95% }
  - { id: sspr, measure: ssprRegistered, minimum: 10% }
`
try {
  writeFileSync(join(folder, 'rules.yaml'), rules)
  await seed(
    'history.db',
    tenants.directories.map(({ tenantId }) => tenantId),
  )
  const started = performance.now()
  const ran = await runProcess(
    [
      ...[process.execPath, '--require', join(import.meta.dirname, 'peak.cjs'), main, 'audit'],
      ...['--rules', 'rules.yaml', '--history', 'history.db', '--format', 'html=pages'],
    ],
    { ...cleanEnvironment(), ...tenants.environment, ...file.secrets, MFA_GATE_TENANTS: file.path },
    { cwd: folder, limitMs: 300_000 },
  )
  const seconds = (performance.now() - started) / 1_000
  const sizes = readdirSync(join(folder, 'pages')).map((name) => statSync(join(folder, 'pages', name)).size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(
    `${sizes.length} pages from ${days} days of ${specs.length} tenants: exit code ${String(ran.exitCode)}, ${seconds.toFixed(1)} s, ` +
      `${megabytes(total)}, largest ${megabytes(Math.max(...sizes))}; history ${megabytes(statSync(join(folder, 'history.db')).size)}; ` +
      `${/peak \d+ MB/.exec(ran.stderr)?.[0] ?? ''}\n`,
  )
} finally {
  await file.remove()
  await tenants.close()
  rmSync(folder, { recursive: true })
}
