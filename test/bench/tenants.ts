/**
 * What a tenant of an audit costs as audits grow: time of the gate and of the stand-in that it reads, with the secrets
 * in variables and in files. `node test/bench/tenants.ts [50,500,5000]`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import {
  scenarioFromOptions,
  startTenants,
  tenantSpecs,
  type Tenants,
} from '../../src/simulator/tenant/index.ts'
import { mfaGate } from '../support/run-process.ts'
import { runMeasured } from './run-process.ts'

type Place = 'variables' | 'files'

/** A tenants document of them, and the variables that it names. */
function documentOf({ directories }: Tenants, place: Place, folder: string): Record<string, string> {
  const secrets: Record<string, string> = {}
  const tenants = directories.map(({ tenantId, tenantName, clientId, clientSecret }, index) => {
    const name = `SECRET_${index}`
    if (place === 'variables') secrets[name] = clientSecret
    else writeFileSync(join(folder, name), clientSecret)
    const secretFrom = place === 'variables' ? { env: name } : { file: name }
    return { tenant: tenantId, name: tenantName, credential: { clientId, secretFrom } }
  })
  writeFileSync(join(folder, 'tenants.yaml'), stringify({ tenants }))
  return secrets
}

interface Audited extends AsyncDisposable {
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  /** JSON of the tenants, for whoever reads them without the gate. */
  readonly list: string
  /** An audit into a history of its own. */
  readonly args: () => readonly string[]
}

/** So many embedded tenants in this process, and how they are audited. */
export async function auditOf(tenants: number, place: Place = 'variables'): Promise<Audited> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-tenants-'))
  const served = await startTenants(
    tenantSpecs(tenants, scenarioFromOptions({ population: 1_000, registered: 980 })),
  )
  const secrets = documentOf(served, place, folder)
  const list = join(folder, 'list.json')
  writeFileSync(list, JSON.stringify(served.directories))
  let audits = 0
  return {
    folder,
    list,
    environment: { ...served.environment, ...secrets },
    args: () => {
      audits += 1
      const history = join(folder, `h${audits}.db`)
      return [mfaGate, 'audit', '--tenants', join(folder, 'tenants.yaml'), '--history', history]
    },
    async [Symbol.asyncDispose]() {
      await served.close()
      rmSync(folder, { recursive: true })
    },
  }
}

async function measure(tenants: number, place: Place): Promise<void> {
  await using served = await auditOf(tenants, place)
  const before = process.cpuUsage()
  const { exitCode, wallMs, cpuMs, peakBytes } = await runMeasured(
    served.args(),
    served.environment,
    served.folder,
  )
  const { user, system } = process.cpuUsage(before)
  const each = (ms: number): string => `${(ms / tenants).toFixed(1)} ms`
  process.stdout.write(
    `${tenants} tenants, secrets in ${place}: exit code ${String(exitCode)}, ${(wallMs / 1_000).toFixed(1)} s; a tenant: ${each(wallMs)}, ` +
      `gate ${each(cpuMs)} of CPU, stand-in ${each((user + system) / 1_000)}; peak ${Math.round(peakBytes / 1e6)} MB\n`,
  )
}

if (import.meta.main) {
  const sizes = (process.argv[2] ?? '50,500,5000').split(',').map(Number)
  for (const place of ['variables', 'files'] as const) for (const size of sizes) await measure(size, place)
}
