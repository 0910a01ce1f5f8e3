import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { scenarioFromOptions, tenantSpecs, type TenantSpecs } from '../../../src/simulator/tenant/index.ts'
import { type FleetPlace, fleetPlace, type Worker } from '../../fleet/fleet-place.ts'

interface Asked {
  readonly tenants: number
  readonly workers: number
  /** How many of them are ended in the middle with SIGKILL, each replaced by another. */
  readonly kills: number
  /** Whether Graph has each tenant wait a second or two, as many do; else all of it is work. */
  readonly waiting: boolean
}

export interface WorkersProof extends Asked {
  readonly aloneSeconds: number
  readonly sharedSeconds: number
  /** Tenants that were begun more than once. */
  readonly repeated: number
  /** Of these, tenants that two workers came to an answer of, as one of them had been missed; one answer is kept. */
  readonly twice: number
  /** From each kill to the last answer of what the killed had begun. */
  readonly replacedSeconds: readonly number[]
}

const limitMs = 3 * 3_600_000
const kept = `select count(*)::int as rows, count(distinct tenant_key)::int as tenants from mfa_gate_assessment`

/**
 * The same tenants by one process and by workers of whom some are killed: each has one answer, the same both times, and what
 * the killed had begun is done within half a minute. Undefined where there can be no database. @throws AssertionError
 */
export async function proveWorkers(asked: Asked): Promise<WorkersProof | undefined> {
  const place = await fleetPlace(specsOf(asked))
  if (place === undefined) return undefined
  await using _ = place
  const free = { ...place.environment, MFA_GATE_APP_PACE: 'off' }
  const aloneSeconds = await timed(async () => {
    const own = { ...free, ...place.secrets, MFA_GATE_HISTORY: await place.server.freshDatabase() }
    const alone = await place.run(['audit', '--format', 'json=alone.json'], own, limitMs)
    assert.equal(alone.exitCode, 1, alone.stderr)
  })
  const ended: Ended[] = []
  const sharedSeconds = await timed(async () => {
    const begun = await place.run(['audit', '--distribute', '--no-wait'], free, limitMs)
    assert.equal(begun.exitCode, 0, begun.stderr)
    ended.push(...(await workAndKill(place, asked)))
    const collected = await place.run(['audit', 'collect', '--format', 'json=shared.json'], free, limitMs)
    assert.equal(collected.exitCode, 1, collected.stderr)
  })
  const { tenants } = asked
  assert.deepEqual(await place.query(kept), [{ rows: tenants, tenants }])
  assert.deepEqual(answersIn(place, 'shared.json'), answersIn(place, 'alone.json'))
  const finished = ended.flatMap(({ worker }) =>
    worker.lines().filter(({ event }) => event === 'tenant-finished'),
  )
  const replacedSeconds = ended.flatMap((one) => replacedAfter(one, finished))
  for (const seconds of replacedSeconds) assert.ok(seconds < 30, `${seconds} s until replaced`)
  const started = ended.flatMap(({ worker }) =>
    worker.lines().filter(({ event }) => event === 'tenant-started'),
  )
  const repeated = started.filter(({ begun }) => begun !== 1).length
  const twice = finished.length - new Set(finished.map(({ tenant }) => tenant)).size
  assert.ok(twice <= repeated, `${twice} tenants had two answers, and ${repeated} were begun again`)
  return { ...asked, aloneSeconds, sharedSeconds, repeated, twice, replacedSeconds }
}

/** Every fifth is below the minimum. */
function specsOf({ tenants, waiting }: Asked): TenantSpecs {
  return waiting
    ? tenantSpecs(
        tenants,
        scenarioFromOptions({ population: 100, registered: 90, faults: ['report:throttle-429:1'] }),
      )
    : tenantSpecs(tenants)
}

interface Ended {
  readonly worker: Worker
  readonly killedAt: number | undefined
}

/** Workers until nothing is left; of each that is killed another takes the place, as an orchestrator sees to. */
async function workAndKill(place: FleetPlace, { workers, kills, tenants }: Asked): Promise<readonly Ended[]> {
  const environment = { ...place.environment, ...place.secrets, MFA_GATE_APP_PACE: 'off' }
  const start = (): Worker => place.worker(['--until-done'], environment)
  const ended: Ended[] = []
  const one = async (which: number): Promise<void> => {
    const worker = start()
    if (which >= kills) {
      assert.equal(await worker.ended(), 0, worker.stderr())
      ended.push({ worker, killedAt: undefined })
      return
    }
    await worker.printed('tenant-started')
    const share = tenants / workers
    const mark = Math.floor((Math.random() * share) / 2)
    const finished = (): number => worker.lines().filter(({ event }) => event === 'tenant-finished').length
    while (finished() < mark && worker.child.exitCode === null) await wait(20)
    assert.equal(worker.child.exitCode, null, 'nothing was left before the kill')
    const killedAt = Date.now()
    worker.child.kill('SIGKILL')
    await worker.ended()
    ended.push({ worker, killedAt })
    await one(kills)
  }
  await Promise.all(Array.from({ length: workers }, (_, which) => one(which)))
  return ended
}

type Line = Readonly<Record<string, unknown>>

/** In seconds, until all that a killed worker had begun has its answer. */
function replacedAfter({ worker, killedAt }: Ended, finished: readonly Line[]): readonly number[] {
  if (killedAt === undefined) return []
  const own = new Set(
    worker.lines().flatMap(({ event, tenant }) => (event === 'tenant-finished' ? [tenant] : [])),
  )
  const open = worker.lines().filter(({ event, tenant }) => event === 'tenant-started' && !own.has(tenant))
  const answered = open.map(({ tenant }) => finished.find((line) => line['tenant'] === tenant)?.['at'])
  // One whose answer was kept at the moment of the kill has nobody who finishes it again.
  const after = answered.flatMap((at) => (typeof at === 'string' ? [Date.parse(at) - killedAt] : []))
  return after.length === 0 ? [] : [Math.max(...after) / 1_000]
}

function answersIn({ folder }: FleetPlace, file: string): unknown {
  const { tenants } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    tenants: readonly { readonly tenant: unknown; readonly outcome: string }[]
  }
  return tenants.map(({ tenant, outcome }) => [tenant, outcome])
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}
