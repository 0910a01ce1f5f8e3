import assert from 'node:assert/strict'
import { scenarioFromOptions, tenantSpecs, type TenantSpecs } from '../../src/simulator/tenant/index.ts'
import { fleetPlace } from './fleet-place.ts'

const well = scenarioFromOptions({ population: 100, registered: 98 })
const slow: TenantSpecs = tenantSpecs(
  2,
  scenarioFromOptions({ population: 100, registered: 98, faults: ['report:throttle-429:1'] }),
)

/** As if whoever had them had said nothing for longer than a worker is waited for. */
const missed = `update mfa_gate_queue.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`

describe('Workers who end in the middle', () => {
  it('are replaced: what they had begun has one answer, by those who are left', async function () {
    const place = await fleetPlace(slow)
    if (place === undefined) return this.skip()
    await using _ = place
    await place.run(['audit', '--distribute', '--no-wait'])
    const killed = place.worker(['--concurrency', '2'])
    await killed.printed('tenant-started')
    killed.child.kill('SIGKILL')
    await killed.ended()
    await place.query(missed)
    const other = place.worker(['--until-done'])
    assert.equal(await other.ended(), 0)
    const begun = other.lines().filter(({ event }) => event === 'tenant-started')
    assert.ok(begun.some((line) => line['begun'] === 2))
    assert.deepEqual(
      await place.query(
        'select count(*)::int as rows, count(distinct tenant_key)::int as tenants from mfa_gate_assessment',
      ),
      [{ rows: 2, tenants: 2 }],
    )
    assert.equal((await place.run(['audit', 'collect'])).exitCode, 0)
  })

  it('three times over one tenant leave a row of its own, which every format tells', async function () {
    const place = await fleetPlace(tenantSpecs(2, well))
    if (place === undefined) return this.skip()
    await using _ = place
    const id = (await place.run(['audit', '--distribute', '--no-wait'])).stdout.trim()
    const key = place.tenants.directories[0]?.tenantId ?? ''
    await place.query(`insert into mfa_gate_queue.fleet_attempt values ('${id}', '${key}', 3)`)
    const worker = place.worker(['--until-done'])
    assert.equal(await worker.ended(), 0)
    assert.ok(worker.lines().some(({ event }) => event === 'tenant-given-up'))
    const formats = ['json', 'sarif', 'junit', 'csv', 'markdown', 'ocsf'].flatMap((name) => [
      '--format',
      `${name}=a.${name}`,
    ])
    const collected = await place.run(['audit', 'collect', '--format', 'text', ...formats])
    assert.equal(collected.exitCode, 3)
    assert.match(
      collected.stdout,
      /3 workers that started with this tenant stopped before they had an answer/,
    )
    assert.match(collected.stdout, /1 passed, 1 could not determine/)
  })

  it('by SIGTERM finish what they have begun, and leave the rest', async function () {
    const place = await fleetPlace(
      tenantSpecs(
        6,
        scenarioFromOptions({ population: 100, registered: 98, faults: ['report:throttle-429:1'] }),
      ),
    )
    if (place === undefined) return this.skip()
    await using _ = place
    await place.run(['audit', '--distribute', '--no-wait'])
    const worker = place.worker(['--concurrency', '1'])
    await worker.printed('tenant-started')
    worker.child.kill('SIGTERM')
    assert.equal(await worker.ended(), 0)
    const count = (name: string): number => worker.lines().filter(({ event }) => event === name).length
    assert.equal(count('tenant-finished'), count('tenant-started'))
    const [row] = await place.query('select count(*)::int as rows from mfa_gate_assessment')
    assert.equal(row?.['rows'], count('tenant-finished'))
    assert.equal(await place.worker(['--until-done']).ended(), 0)
    assert.equal((await place.run(['audit', 'collect'])).exitCode, 0)
  })
})
