/**
 * `npm run proof:fleet`: 200 checks, 8 at a time, of a tenant whose app may ask 5 times in 10 s, where refused requests
 * count too; each for itself, and with one read that all share. In real time; writes docs/proof/fleet.md.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pMap from 'p-map'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import { runCli } from '../../support/run-cli.ts'
import { projectDirectory } from '../../support/run-process.ts'
import { machine, table } from '../table.ts'

const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: '200' },
    timeouts: { type: 'string', default: '30s,2m,3m' },
    write: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const checks = Number(values.checks)
const concurrency = 8

interface Fleet {
  readonly title: string
  readonly answered: number
  readonly requests: number
  readonly minutes: number
  /** The least share that must be answered, in percent. */
  readonly demanded: number
}

const scenario = {
  ...scenarioFromOptions({ population: 1_000, registered: 970 }),
  throttle: { requests: 5, seconds: 10 },
}

/** How many of the checks come to an answer. */
async function fleet(
  title: string,
  demanded: number,
  environmentOf: (tenant: Tenant) => Promise<NodeJS.ProcessEnv>,
  args: readonly string[],
): Promise<Fleet> {
  await using tenant = await startTenant(scenario)
  const environment = await environmentOf(tenant)
  const started = performance.now()
  let done = 0
  const codes = await pMap(
    Array.from({ length: checks }),
    async () => {
      const { exitCode, stdout, stderr } = await runCli(['check', ...args], environment)
      done += 1
      if (done % 20 === 0) process.stderr.write(`${title}: ${done} of ${checks}\n`)
      if (exitCode !== 0 && exitCode !== 3)
        throw new Error(`exit code ${String(exitCode)}: ${stdout}${stderr}`)
      return exitCode
    },
    { concurrency },
  )
  return {
    title,
    demanded,
    answered: codes.filter((code) => code === 0).length,
    requests: tenant.requests.filter(({ path }) => path.startsWith('/beta/')).length,
    minutes: (performance.now() - started) / 60_000,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-fleet-'))
try {
  const alone = values.timeouts
    .split(',')
    .map((time) =>
      fleet(
        `each for itself, \`--timeout ${time}\``,
        time === '3m' ? 95 : 0,
        ({ environment }) => Promise.resolve(environment),
        ['--timeout', time],
      ),
    )
  const shared = fleet(
    'one snapshot, which all judge',
    100,
    async ({ environment }) => {
      const file = join(folder, 'snapshot.json')
      const { exitCode, stderr } = await runCli(['snapshot', '--output', file], environment)
      if (exitCode !== 0) throw new Error(stderr)
      return { ...environment, MFA_GATE_SNAPSHOT: file, MFA_GATE_TENANT: environment['AZURE_TENANT_ID'] }
    },
    [],
  )
  // They share nothing, and wait most of the time.
  const fleets = await Promise.all([...alone, shared])
  const failed = fleets.filter(({ answered, demanded }) => answered * 100 < demanded * checks)
  if (values.write && checks === 200) {
    mkdirSync(join(projectDirectory, 'docs/proof'), { recursive: true })
    writeFileSync(join(projectDirectory, 'docs/proof/fleet.md'), page(fleets))
  }
  for (const one of fleets) process.stdout.write(`fleet: ${sentence(one)}\n`)
  process.stdout.write(
    `fleet: ${fleets.length} fleets of ${checks} checks, ${failed.length} not as demanded\n`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true })
}

function sentence({ title, answered, requests, minutes }: Fleet): string {
  return `${title}: ${answered} of ${checks} answered, ${requests} requests, ${minutes.toFixed(1)} minutes`
}

function page(fleets: readonly Fleet[]): string {
  const rows = fleets.map(({ title, answered, requests, minutes, demanded }) => [
    title,
    `${answered} of ${checks}`,
    `${((answered * 100) / checks).toFixed(1)} %`,
    demanded === 0 ? '–' : `${demanded} %`,
    String(requests),
    minutes.toFixed(1),
  ])
  return `# ${checks} checks that share the quota of one app

Written by \`npm run proof:fleet\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}. In real time, ${concurrency} checks at a time; the embedded
tenant lets an app ask 5 times in 10 s, and counts refused requests too, as Microsoft says it does.

${table(['how', 'answered', 'share', 'demanded', 'requests', 'minutes'], rows)}

A check that is refused again waits a whole window and up to 100 s more, at random: checks that come back as early as \`Retry-After\` allows keep each
other out. Of ${concurrency} that are always waiting, the quota lets about one through in four seconds, so each needs at least half a minute:
the default of 30 s is for a few at a time. With more, save a snapshot ([docs/ci.md](../ci.md#fetch-once)), or give each \`--timeout 3m\`.
`
}
