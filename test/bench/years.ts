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
import { mfaGate } from '../support/run-process.ts'
import { runMeasured } from './run-process.ts'

const dayMs = 86_400_000

async function seed(folder: string, tenantIds: readonly string[], days: number): Promise<void> {
  const history = await openHistory(parseLocation('history.db', folder, '--history'), 'write')
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

const rules = `rules:
  - { id: mfa, measure: mfaRegistered, minimum: 95% }
  - { id: sspr, measure: ssprRegistered, minimum: 10% }
`

interface Past extends AsyncDisposable {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly history: string
  readonly pages: string
  /** An audit that adds to the history and writes pages. */
  readonly withPages: readonly string[]
  /** The same into a history of its own, without pages. */
  readonly fresh: () => readonly string[]
}

/** 50 embedded tenants in this process, with answers of so many days. */
export async function pastOf(days: number): Promise<Past> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-years-'))
  const scenario = scenarioFromOptions({ population: 1_000, registered: 980 })
  const [first = { scenario }, ...others] = Array.from({ length: 50 }, (_, index) => ({
    scenario,
    name: `Tenant ${index + 1}`,
  }))
  const tenants = await startTenants([first, ...others])
  const file = await writeTenantsFile(tenants.directories)
  writeFileSync(join(folder, 'rules.yaml'), rules)
  await seed(
    folder,
    tenants.directories.map(({ tenantId }) => tenantId),
    days,
  )
  const [history, pages] = [join(folder, 'history.db'), join(folder, 'pages')]
  const audit = [mfaGate, 'audit', '--rules', join(folder, 'rules.yaml'), '--history']
  let audits = 0
  return {
    folder,
    history,
    pages,
    environment: { ...tenants.environment, ...file.secrets, MFA_GATE_TENANTS: file.path },
    withPages: [...audit, history, '--format', `html=${pages}`],
    fresh: () => {
      audits += 1
      return [...audit, join(folder, `fresh${audits}.db`)]
    },
    async [Symbol.asyncDispose]() {
      await file.remove()
      await tenants.close()
      rmSync(folder, { recursive: true })
    },
  }
}

if (import.meta.main) {
  await using past = await pastOf(730)
  const { exitCode, wallMs, peakBytes } = await runMeasured(past.withPages, past.environment, past.folder)
  const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
  const sizes = readdirSync(past.pages).map((name) => statSync(join(past.pages, name)).size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(
    `${sizes.length} pages from 730 days of 50 tenants: exit code ${String(exitCode)}, ${(wallMs / 1_000).toFixed(1)} s, ` +
      `${megabytes(total)}, largest ${megabytes(Math.max(...sizes))}; history ${megabytes(statSync(past.history).size)}; peak ${megabytes(peakBytes)}\n`,
  )
}
