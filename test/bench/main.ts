/** `npm run bench`: reads tenants of several sizes with the gate and with what people use instead, and writes docs/bench. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Contender, contenders, rulesFiles } from './contenders.ts'
import { type Result, writeResults } from './results.ts'
import { runMeasured, type Served, serveTenant, type Usage } from './run-process.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,500000,1000000' },
    rounds: { type: 'string', default: '3' },
    // Ids; then nothing is installed, and docs/bench stays as it is.
    only: { type: 'string' },
  },
})
const sizes = values.sizes.split(',').map(Number)
const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-bench-'))

try {
  const only = values.only?.split(',')
  const installed = only === undefined && install(folder)
  const taking = contenders.filter(({ id }) => only?.includes(id) ?? (installed || id !== 'm365'))
  for (const [name, text] of Object.entries(rulesFiles)) writeFileSync(join(folder, name), text)
  const results: Result[] = []
  for (const users of sizes) results.push(...(await benchSize(users, taking)))
  tellRatios(results)
  if (only === undefined) await writeResults(results, Number(values.rounds), installed ? folder : undefined)
} finally {
  rmSync(folder, { recursive: true })
}

/** What measures by method cost beside one that a flag tells. */
function tellRatios(results: readonly Result[]): void {
  for (const methods of results.filter(({ id }) => id === 'ours-methods')) {
    const flags = results.find(({ id, users }) => id === 'ours' && users === methods.users)
    if (flags === undefined) continue
    const ratios = (['wallMs', 'cpuMs', 'peakBytes'] as const).map(
      (key) => `${key} ${(methods[key] / flags[key]).toFixed(2)}`,
    )
    process.stderr.write(`${methods.users} users, by method ÷ by flag: ${ratios.join(', ')}\n`)
  }
}

/** What only the bench needs; without it the rest still runs. */
function install(directory: string): boolean {
  process.stderr.write('Installing @pnp/cli-microsoft365 and vega-lite into a temporary folder …\n')
  writeFileSync(join(directory, 'package.json'), '{ "private": true }')
  const args = ['install', '--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts']
  const packages = ['@pnp/cli-microsoft365@11.11.0', 'vega@6', 'vega-lite@6']
  const { status } = spawnSync('npm', [...args, ...packages], { cwd: directory, timeout: 600_000 })
  if (status !== 0) process.stderr.write('That failed, so (c) and the chart are left out.\n')
  return status === 0
}

/** Every contender once a round, in turn, so that what disturbs the machine disturbs all. */
async function benchSize(users: number, taking: readonly Contender[]): Promise<readonly Result[]> {
  const served = await serveTenant(users)
  const runs = new Map<Contender, (Usage & { readonly requests: number })[]>()
  try {
    runMeasuredHome(served)
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const contender of taking) {
        const run = await one(contender, users, served)
        runs.set(contender, [...(runs.get(contender) ?? []), run])
      }
    }
  } finally {
    served.stop()
  }
  return [...runs].map(([{ id, title }, list]) => ({
    id,
    title,
    users,
    requests: list[0]?.requests ?? 0,
    wallMs: median(list.map(({ wallMs }) => wallMs)),
    cpuMs: median(list.map(({ cpuMs }) => cpuMs)),
    peakBytes: Math.max(...list.map(({ peakBytes }) => peakBytes)),
  }))
}

function runMeasuredHome(served: Served): void {
  const script = join(import.meta.dirname, 'contenders/m365-home.mjs')
  const env = { ...process.env, ...served.environment }
  const { status } = spawnSync(process.execPath, [script, folder], { env, stdio: 'inherit' })
  if (status !== 0) throw new Error('no token for the CLI for Microsoft 365')
}

async function one(contender: Contender, users: number, served: Served) {
  const before = await served.requests()
  const environment = { ...served.environment, CLIMICROSOFT365_NOUPDATE: '1' }
  const run = await runMeasured(contender.args(folder), environment, folder)
  const requests = (await served.requests()) - before
  const expected = contender.expects(Math.floor((users * 93) / 100))
  if (run.exitCode !== 0 || !run.output.includes(expected)) {
    throw new Error(
      `${contender.title} at ${users} users: exit ${run.exitCode ?? 'none'}, ${(run.output + run.complaint).slice(0, 500)}`,
    )
  }
  const { wallMs, cpuMs, peakBytes } = run
  process.stderr.write(
    `${users} users, ${contender.title}: ${(wallMs / 1_000).toFixed(2)} s, CPU ${(cpuMs / 1_000).toFixed(2)} s, ${Math.round(peakBytes / 1e6)} MB, ${requests} requests\n`,
  )
  return { wallMs, cpuMs, peakBytes, requests }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
