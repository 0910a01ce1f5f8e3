/**
 * What a tenant of an audit costs as audits grow: time of the gate and of the stand-in that it reads, with the secrets
 * in variables and in files. `node test/bench/tenants.ts [50,500,5000]`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

const main = join(projectDirectory, 'dist/src/cli/main.js')

/** Processor time and memory, which the process writes down when it ends. */
const measured = join(import.meta.dirname, 'measure.mjs')

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

async function measure(tenants: number, place: Place): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-tenants-'))
  const usedBefore = process.cpuUsage()
  const served = await startTenants(
    tenantSpecs(tenants, scenarioFromOptions({ population: 1_000, registered: 980 })),
  )
  try {
    const secrets = documentOf(served, place, folder)
    const usage = join(folder, 'usage.json')
    const started = performance.now()
    const child = spawn(
      process.execPath,
      ['--import', measured, main, 'audit', '--tenants', 'tenants.yaml', '--history', 'h.db'],
      {
        cwd: folder,
        env: { ...cleanEnvironment(), ...served.environment, ...secrets, BENCH_USAGE: usage },
        stdio: 'ignore',
      },
    )
    await once(child, 'exit')
    const wallMs = performance.now() - started
    const { default: gate } = (await import(usage, { with: { type: 'json' } })) as {
      default: { readonly peakBytes: number; readonly cpuMs: number }
    }
    const { user, system } = process.cpuUsage(usedBefore)
    const each = (ms: number): string => `${(ms / tenants).toFixed(1)} ms`
    process.stdout.write(
      `${tenants} tenants, secrets in ${place}: exit code ${String(child.exitCode)}, ${(wallMs / 1_000).toFixed(1)} s; a tenant: ${each(wallMs)}, ` +
        `gate ${each(gate.cpuMs)} of CPU, stand-in ${each((user + system) / 1_000)}; peak ${Math.round(gate.peakBytes / 1e6)} MB\n`,
    )
  } finally {
    await served.close()
    rmSync(folder, { recursive: true })
  }
}

const sizes = (process.argv[2] ?? '50,500,5000').split(',').map(Number)
for (const place of ['variables', 'files'] as const) for (const size of sizes) await measure(size, place)
