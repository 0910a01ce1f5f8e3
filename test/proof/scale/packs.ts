import assert from 'node:assert/strict'
import pMap from 'p-map'
import { scenarioFromOptions, startTenant } from '../../../src/simulator/tenant/index.ts'
import { median } from '../../bench/speed/contest.ts'
import { startPostgres } from '../../history/support/postgres-server.ts'
import { startPackProcess } from '../../policy-pack/pack-process.ts'
import { cleanEnvironment } from '../../support/run-process.ts'

interface Asked {
  readonly packs: number
  readonly atATime: number
}

export interface PacksProof {
  readonly slowestSeconds: number
  readonly medianSeconds: number
}

/**
 * Previews of a fleet: processes of the pack, each on a machine of its own as far as it can tell, judge one reading in
 * PostgreSQL, of a tenant whose app may ask 5 times in 10 s. Undefined where there can be no server. @throws AssertionError
 */
export async function provePacks(asked: Asked): Promise<PacksProof | undefined> {
  const server = await startPostgres()
  if ('impossible' in server) return undefined
  const scenario = scenarioFromOptions({ population: 1_000, registered: 960 })
  await using tenant = await startTenant({ ...scenario, throttle: { requests: 5, seconds: 10 } })
  try {
    const { HOME: _, XDG_CACHE_HOME: __, ...rest } = cleanEnvironment()
    const environment = {
      ...{ ...rest, ...tenant.environment },
      ...{ MFA_GATE_SNAPSHOT: await server.freshDatabase(), MFA_GATE_TIMEOUT: '2m' },
    }
    const seconds = await pMap(Array.from({ length: asked.packs }), () => judgedBy(environment), {
      concurrency: asked.atATime,
    })
    const reads = tenant.requests.filter(({ path }) => path.startsWith('/beta/')).length
    assert.equal(reads, 1, 'more than one reading')
    return { slowestSeconds: Math.max(...seconds), medianSeconds: median(seconds) }
  } finally {
    await server.stop()
  }
}

/** Seconds from the start of a process to its verdict, which has to rest on the numbers. */
async function judgedBy(environment: NodeJS.ProcessEnv): Promise<number> {
  const started = performance.now()
  await using pack = await startPackProcess({ environment, preview: true })
  const violations = await pack.judge()
  const seconds = (performance.now() - started) / 1_000
  assert.deepEqual(violations, [])
  assert.match(pack.printed, /passed: 960 of 1,000 users/)
  return seconds
}
