import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { bareEnvironment, ids, type Variables } from '../identity/support/gate.ts'
import { openWorkbench, type Workbench } from '../identity/support/workbench.ts'
import { mfaGate } from '../support/run-process.ts'

const mostMemoryMb = 250

const secret = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'AZURE'),
  AZURE_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
})
const gitHubJob = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'AZURE'),
  ...tenant.waysIn.gitHubActions,
})
const virtualMachine = ({ tenant }: Workbench): Variables => tenant.waysIn.virtualMachine

const places = { report: secret, login: secret, issuer: gitHubJob }

/** What a fault comes to, wherever it happens; all others end as this one sentence. */
const faults: Readonly<Record<string, { readonly exitCode: number; readonly says: RegExp }>> = {
  'gzip-bomb': { exitCode: 3, says: /the answer( of localhost:\d+)? is larger than [\d,]+ bytes/ },
  'endless-403': { exitCode: 3, says: /the answer( of localhost:\d+)? is larger than [\d,]+ bytes/ },
  'cut-gzip': { exitCode: 3, says: /the answer( of localhost:\d+)? broke off before its end/ },
  'unknown-encoding': { exitCode: 3, says: /is encoded in a way that was not asked for \(snappy\)/ },
  'cut-body:1': { exitCode: 0, says: /✓/ },
  'cut-gzip:1': { exitCode: 0, says: /✓/ },
  deflated: { exitCode: 0, says: /✓/ },
  brotli: { exitCode: 0, says: /✓/ },
}

describe('A body from the network', () => {
  for (const [place, machine] of Object.entries(places)) {
    for (const [fault, { exitCode, says }] of Object.entries(faults)) {
      it(`of ${place} that is ${fault} is exit code ${exitCode} in little memory`, async () => {
        const run = await check([`${place}:${fault}`], machine)
        assert.equal(run.exitCode, exitCode, run.stdout + run.stderr)
        assert.match(run.stdout, says)
        assert.doesNotMatch(run.stdout + run.stderr, /\n\s+at /)
        assert.ok(run.mostMb < mostMemoryMb, `${run.mostMb} MB`)
      })
    }
  }

  it('of a metadata service may be a bomb too', async () => {
    const run = await check(['issuer:gzip-bomb'], virtualMachine)
    assert.equal(run.exitCode, 3, run.stdout + run.stderr)
    assert.match(run.stdout, /is larger than [\d,]+ bytes/)
    assert.ok(run.mostMb < mostMemoryMb, `${run.mostMb} MB`)
  })
})

/** Runs `check` as a process of its own, and looks how much memory it ever took, where the system tells. */
async function check(faultsNow: readonly string[], machine: (bench: Workbench) => Variables) {
  const bench = await openWorkbench(faultsNow)
  const env = { ...bareEnvironment(bench.tenant), ...machine(bench) }
  const child = spawn(process.execPath, [mfaGate, 'check'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let mostMb = 0
  const watch = setInterval(() => (mostMb = Math.max(mostMb, peakMb(child.pid))), 20)
  try {
    const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
    const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit])
    return { stdout, stderr, exitCode, mostMb }
  } finally {
    clearInterval(watch)
    await bench.close()
  }
}

function peakMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
