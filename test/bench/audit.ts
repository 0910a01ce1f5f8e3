/**
 * What an audit of many embedded tenants takes: wall time beside the ideal that the tenants' own waits allow, and peak
 * memory. `node test/bench/audit.ts`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  scenarioFromOptions,
  startTenants,
  type TenantSpec,
  writeTenantsFile,
} from '../../src/simulator/tenant/index.ts'
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

const main = join(projectDirectory, 'dist/src/cli/main.js')
const concurrency = 8
const deadlineSeconds = 10

interface Kind {
  readonly spec: TenantSpec
  /** How long each of these keeps its place whatever the gate does. */
  readonly waitSeconds: number
}

const population = { population: 1_000, registered: 980 }
const fine: Kind = { spec: { scenario: scenarioFromOptions(population) }, waitSeconds: 0 }
const throttled: Kind = {
  spec: {
    scenario: {
      ...scenarioFromOptions(population),
      faults: [{ on: 'report', kind: 'throttle-429', times: 2, retryAfter: '2' }],
    },
  },
  waitSeconds: 4,
}
const hanging: Kind = {
  spec: { scenario: scenarioFromOptions({ ...population, faults: ['report:hang'] }) },
  waitSeconds: deadlineSeconds,
}
const refused: Kind = {
  spec: { scenario: scenarioFromOptions({ ...population, faults: ['report:permission-403'] }) },
  waitSeconds: 0,
}

/** Every tenth throttles, every fortieth hangs or refuses, in any mix of places. */
function mixed(tenants: number): readonly Kind[] {
  return Array.from({ length: tenants }, (_, index) => {
    if (index % 40 === 7) return hanging
    if (index % 40 === 23) return refused
    return index % 10 === 3 ? throttled : fine
  })
}

async function measure(title: string, kinds: readonly Kind[]): Promise<void> {
  const specs = kinds.map(({ spec }, index) => ({ ...spec, name: `Tenant ${index + 1}` }))
  const [first, ...others] = specs
  if (first === undefined) throw new TypeError('no tenants')
  const tenants = await startTenants([first, ...others])
  const file = await writeTenantsFile(tenants.directories)
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-bench-'))
  try {
    const started = performance.now()
    const child = spawn(
      process.execPath,
      [
        main,
        'audit',
        '--history',
        'h.db',
        '--timeout',
        `${deadlineSeconds}s`,
        '--concurrency',
        `${concurrency}`,
      ],
      {
        cwd: folder,
        env: { ...cleanEnvironment(), ...tenants.environment, ...file.secrets, MFA_GATE_TENANTS: file.path },
        stdio: 'ignore',
      },
    )
    let peakKb = 0
    const watch = setInterval(() => (peakKb = peakOf(child.pid, peakKb)), 50)
    await once(child, 'exit')
    clearInterval(watch)
    const seconds = (performance.now() - started) / 1_000
    const waits = kinds.map(({ waitSeconds }) => waitSeconds)
    const ideal = waitsAlone(waits)
    process.stdout.write(
      `${title}: exit code ${String(child.exitCode)}, ${seconds.toFixed(1)} s (waits alone ${ideal.toFixed(1)} s), peak ${Math.round(peakKb / 1_024)} MB\n`,
    )
  } finally {
    await file.remove()
    await tenants.close()
    rmSync(folder, { recursive: true })
  }
}

/** What a gate that takes no time at all would need: each tenant in its turn, at the first place that is free. */
function waitsAlone(waits: readonly number[]): number {
  const freeAt = Array.from({ length: concurrency }, () => 0)
  for (const wait of waits) {
    const next = freeAt.indexOf(Math.min(...freeAt))
    freeAt[next] = (freeAt[next] ?? 0) + wait
  }
  return Math.max(...freeAt)
}

/** Linux keeps the highest resident size of a process itself. */
function peakOf(pid: number | undefined, before: number): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8')
    return Math.max(before, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
  } catch {
    return before
  }
}

for (const tenants of [50, 200]) {
  await measure(
    `${tenants} tenants, all well`,
    Array.from({ length: tenants }, () => fine),
  )
  await measure(`${tenants} tenants, some throttling, hanging and refusing`, mixed(tenants))
}
await measure(
  '800 tenants, all well',
  Array.from({ length: 800 }, () => fine),
)
