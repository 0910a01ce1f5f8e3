import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pMap from 'p-map'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'
import type { PlaceUnderTest } from '../../places/support/shared-places.ts'
import { startPackProcess } from '../../policy-pack/pack-process.ts'
import { cleanEnvironment, mfaGate, runProcess } from '../../support/run-process.ts'

export type StartedPlace = Exclude<
  Awaited<ReturnType<PlaceUnderTest['start']>>,
  { readonly impossible: string }
>

interface Asked {
  readonly kills: number
  /** How many of them go on beside each other. */
  readonly atATime: number
}

export interface LeaseProof {
  readonly kills: number
  /** Tenants that were read, the readings of those who were killed included. */
  readonly reads: number
  /** Until the last of those that waited had its answer. */
  readonly longestSeconds: number
  readonly atMs: readonly number[]
}

/** Microsoft has the reader wait a second or two, and a run holds its lease for as long. */
const readingMs = 2_500

/**
 * Whoever reads for others is killed at a random moment, in turns a command and a pack: the others, two commands and a pack,
 * all come to the answer that the numbers give, by one more reading at most. @throws AssertionError
 */
export async function proveLease(place: StartedPlace, { kills, atATime }: Asked): Promise<LeaseProof> {
  const rounds = await pMap(Array.from({ length: kills }), (_, which) => round(place, which), {
    concurrency: atATime,
  })
  return {
    kills,
    reads: rounds.reduce((sum, { reads }) => sum + reads, 0),
    longestSeconds: Math.max(...rounds.map(({ seconds }) => seconds)),
    atMs: rounds.map(({ atMs }) => atMs),
  }
}

interface Round {
  readonly reads: number
  readonly seconds: number
  readonly atMs: number
}

async function round(place: StartedPlace, which: number): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-lease-'))
  await using tenant = await startTenant(
    scenarioFromOptions({ population: 1_000, registered: 100, faults: ['report:throttle-429:1'] }),
  )
  const fresh = await place.fresh()
  const environment = environmentOf(place, tenant, fresh.address, folder)
  const reads = (): number =>
    tenant.requests.filter(({ path, status }) => path.startsWith('/beta/') && status === 200).length
  try {
    const holder = which % 2 === 0 ? holdingCheck(environment) : await holdingPack(environment)
    while (!(await fresh.leased())) await wait(20)
    const started = performance.now()
    const others = Promise.all([check(environment), check(environment), packed(environment)])
    const atMs = Math.round(Math.random() * readingMs)
    await wait(atMs)
    await holder.kill()
    await others
    assert.ok(reads() <= 2, `${reads()} readings, of which one was killed after ${atMs} ms`)
    return { reads: reads(), seconds: (performance.now() - started) / 1_000, atMs }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function environmentOf(
  { authority }: StartedPlace,
  tenant: Tenant,
  address: string,
  folder: string,
): NodeJS.ProcessEnv {
  const trust = join(folder, 'trusted.pem')
  const own = readFileSync(tenant.environment['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')
  writeFileSync(trust, `${own}\n${authority}`)
  return {
    ...{ ...cleanEnvironment(), ...tenant.environment, NODE_EXTRA_CA_CERTS: trust },
    ...{ MFA_GATE_SNAPSHOT: address, MFA_GATE_TIMEOUT: '2m' },
  }
}

/** Below the minimum, as the numbers say: who has none neither passes nor fails so. */
async function check(environment: NodeJS.ProcessEnv): Promise<void> {
  const { exitCode, stdout, stderr } = await runProcess([process.execPath, mfaGate, 'check'], environment, {
    limitMs: 180_000,
  })
  assert.equal(exitCode, 1, stdout + stderr)
  assert.match(stdout, /100 of 1,000 users/)
}

async function packed(environment: NodeJS.ProcessEnv): Promise<void> {
  await using pack = await startPackProcess({ environment, preview: true })
  const violations = await pack.judge()
  assert.match(violations.join('\n'), /100 of 1,000 users/)
}

interface Holder {
  kill(): Promise<void>
}

function holdingCheck(env: NodeJS.ProcessEnv): Holder {
  const child = spawn(process.execPath, [mfaGate, 'check'], { env, stdio: 'ignore' })
  const ended = once(child, 'close')
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function holdingPack(environment: NodeJS.ProcessEnv): Promise<Holder> {
  const pack = await startPackProcess({ environment, preview: true })
  // Nobody gets its answer.
  pack.judge().catch(() => undefined)
  return {
    kill: async () => {
      process.kill(pack.pid, 'SIGKILL')
      await pack.kill()
    },
  }
}
