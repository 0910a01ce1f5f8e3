import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { faultPlaces, loadScenario, type TenantSpec } from '../../src/simulator/tenant/index.ts'
import { openAuditBench } from '../support/audit-run.ts'
import { mfaGate } from '../support/run-process.ts'

const mostMemoryMb = 250

/** Everything that can go wrong between an app with a secret and its numbers; what an issuer can do is in bodies.test.ts. */
const places = {
  login: 'registrationCounts',
  report: 'registrationCounts',
  details: 'registrationDetails',
  summary: 'featureSummary',
} as const

/** What is large or has no end; the memory that each fault takes by itself is in docs/proof/faults.md. */
const large = /bomb|endless|hang|drip|deep|long|many|huge|thousands|megabyte|64-kb|petabytes|cut|reset|html/

const faults = (Object.keys(places) as (keyof typeof places)[]).flatMap((on) =>
  faultPlaces[on].filter((kind) => large.test(kind)).map((kind) => ({ on, kind, source: places[on] })),
)

function specOf({ on, kind }: (typeof faults)[number]): TenantSpec {
  const scenario = loadScenario(`
population: 1500
counts: {mfaRegistered: 1400, capable: 1450}
${on === 'summary' ? 'delegatedPermissions' : 'permissions'}: [AuditLog.Read.All, Reports.Read.All]
users: {guests: 10}
faults: [{on: ${on}, kind: ${kind}}]`)
  return { name: `${on} ${kind}`, scenario }
}

describe('The memory of a gate whose network does anything large that can be simulated', () => {
  it(`stays below ${mostMemoryMb} MB, ${faults.length} faults in one process`, async () => {
    const [first, ...others] = faults.map(specOf)
    assert.ok(first !== undefined)
    const bench = await openAuditBench([first, ...others], (index) => ({
      rules: `${faults[index]?.source}.yaml`,
    }))
    try {
      for (const source of new Set(Object.values(places)))
        writeFileSync(
          join(bench.folder, `${source}.yaml`),
          `source: ${source}\nrules: [{id: a, measure: mfaRegistered, minimum: 50%}]`,
        )
      const args = ['audit', '--tenants', 'mfa-tenants.yaml', '--timeout', '2s', '--format', 'json=rows.json']
      const child = spawn(process.execPath, [mfaGate, ...args], {
        ...{ cwd: bench.folder, env: bench.environment, timeout: 300_000, killSignal: 'SIGKILL' },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let mostMb = 0
      const watching = setInterval(() => {
        mostMb = Math.max(mostMb, peakOf(child.pid) ?? 0)
      }, 20)
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
      const [stderr, exitCode] = await Promise.all([text(child.stderr), ended])
      clearInterval(watching)
      assert.ok(exitCode === 1 || exitCode === 3, stderr)
      assert.doesNotMatch(stderr, /defect|\n\s+at /)
      const { tenants } = JSON.parse(readFileSync(join(bench.folder, 'rows.json'), 'utf8')) as {
        tenants: readonly unknown[]
      }
      assert.equal(tenants.length, faults.length)
      if (mostMb > 0) assert.ok(mostMb < mostMemoryMb, `${mostMb} MB`)
    } finally {
      await bench[Symbol.asyncDispose]()
    }
  })
})

/** In megabytes, where the system tells it. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024
  } catch {
    return undefined
  }
}
