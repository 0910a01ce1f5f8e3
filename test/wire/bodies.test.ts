import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { bareEnvironment, check, ids, type Variables } from '../identity/support/gate.ts'
import { openWorkbench, type Workbench } from '../identity/support/workbench.ts'
import { mfaGate, type Ran } from '../support/run-process.ts'
import { sideBySide } from '../support/side-by-side.ts'

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

interface Fate {
  readonly exitCode: number
  readonly says: RegExp
}

/** What has no end comes to one sentence, wherever it happens. */
const endless: Readonly<Record<string, Fate>> = {
  'gzip-bomb': { exitCode: 3, says: /the answer( of localhost:\d+)? is larger than [\d,]+ bytes/ },
  'endless-403': { exitCode: 3, says: /the answer( of localhost:\d+)? is larger than [\d,]+ bytes/ },
}

/** The others are some hundred bytes. */
const short: Readonly<Record<string, Fate>> = {
  'cut-gzip': { exitCode: 3, says: /the answer( of localhost:\d+)? broke off before its end/ },
  'unknown-encoding': { exitCode: 3, says: /has an encoding that was not asked for \(snappy\)/ },
  'cut-body:1': { exitCode: 0, says: /✓/ },
  'cut-gzip:1': { exitCode: 0, says: /✓/ },
  deflated: { exitCode: 0, says: /✓/ },
  brotli: { exitCode: 0, says: /✓/ },
}

describe('A body from the network', () => {
  for (const [place, machine] of Object.entries(places)) {
    for (const [fault, fate] of Object.entries(endless)) {
      it(`of ${place} that is ${fault} is exit code ${fate.exitCode} in little memory`, async () => {
        const run = await checkAlone([`${place}:${fault}`], machine)
        assertFate(run, fate)
        assert.ok(run.mostMb < mostMemoryMb, `${run.mostMb} MB`)
      })
    }
    const rows = Object.entries(short)
    const asserted = sideBySide(rows, async ([fault, fate]) => {
      const bench = await openWorkbench([`${place}:${fault}`])
      try {
        assertFate(await check(bench.tenant, machine(bench)), fate)
      } finally {
        await bench.close()
      }
    })
    for (const row of rows) {
      it(`of ${place} that is ${row[0]} is exit code ${row[1].exitCode}`, () => asserted(row))
    }
  }

  it('of a metadata service may be a bomb too', async () => {
    const run = await checkAlone(['issuer:gzip-bomb'], virtualMachine)
    assert.equal(run.exitCode, 3, run.stdout + run.stderr)
    assert.match(run.stdout, /is larger than [\d,]+ bytes/)
    assert.ok(run.mostMb < mostMemoryMb, `${run.mostMb} MB`)
  })
})

function assertFate({ exitCode, stdout, stderr }: Omit<Ran, 'milliseconds'>, fate: Fate): void {
  assert.equal(exitCode, fate.exitCode, stdout + stderr)
  assert.match(stdout, fate.says)
  assert.doesNotMatch(stdout + stderr, /\n\s+at /)
}

/** Runs `check` as a process of its own, and looks how much memory it ever took, where the system tells. */
async function checkAlone(faultsNow: readonly string[], machine: (bench: Workbench) => Variables) {
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
