import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scenarioFromOptions, tenantSpecs, type TenantSpecs } from '../../src/simulator/tenant/index.ts'
import { type FleetPlace, fleetPlace } from './fleet-place.ts'

const well = scenarioFromOptions({ population: 100, registered: 98 })

/** So many tenants, of which every fifth is below the minimum. */
const many = (tenants: number): TenantSpecs => tenantSpecs(tenants)

async function placeFor(context: Mocha.Context, specs: TenantSpecs): Promise<FleetPlace> {
  const place = await fleetPlace(specs)
  if (place === undefined) return context.skip()
  return place
}

const keptOnce = `select count(*)::int as rows, count(distinct tenant_key)::int as tenants from mfa_gate_assessment`

describe('Workers', () => {
  it('do what was put into the queue, each tenant once, and whoever waits writes the reports of one process', async function () {
    await using place = await placeFor(this, many(12))
    const workers = [place.worker(['--concurrency', '2']), place.worker(['--concurrency', '2'])]
    await Promise.all(workers.map((worker) => worker.printed('worker-started')))
    const args = ['--format', 'json=audit.json', '--format', 'text', '--format', 'html=pages']
    const distributed = await place.run(['audit', '--distribute', ...args])
    assert.equal(distributed.exitCode, 1, distributed.stderr)
    assert.match(distributed.stdout, /Audited 12 tenants: 10 passed, 2 refused\./)
    assert.match(distributed.stderr, /12 tenants are in the queue default/)
    assert.match(distributed.stderr, /\[12\/12\]/)
    assert.deepEqual(await place.query(keptOnce), [{ rows: 12, tenants: 12 }])
    for (const { child } of workers) child.kill('SIGTERM')
    assert.deepEqual(await Promise.all(workers.map((worker) => worker.ended())), [0, 0])
    const alone = await place.run(['audit', '--format', 'text'], { ...place.environment, ...place.secrets })
    assert.deepEqual(rowsOf(distributed.stdout), rowsOf(alone.stdout))
    // All that the audit brought with it is gone.
    const left = await place.query(
      `select (select count(*)::int from mfa_gate_queue.fleet_audit) as audits, (select count(*)::int from mfa_gate_queue.fleet_document) as documents`,
    )
    assert.deepEqual(left, [{ audits: 0, documents: 0 }])
  })

  it('take the documents with the audit, and know no folder of whoever began it', async function () {
    await using place = await placeFor(this, tenantSpecs(2, well))
    writeFileSync(
      join(place.folder, 'rules.yaml'),
      `rules:\n  - { id: mfa, measure: mfaRegistered, minimum: 99% }\nwaiversFile: waivers.yaml\n`,
    )
    writeFileSync(
      join(place.folder, 'waivers.yaml'),
      `waivers:\n  - { rule: mfa, stack: '*/*/*', reason: They are trained next week, owner: Ada, ticket: T-1, created: 2026-11-01, expires: 2026-12-31 }\n`,
    )
    const begun = await place.run([
      'audit',
      '--distribute',
      '--no-wait',
      '--rules',
      'rules.yaml',
      '--stack',
      'a/b/c',
      '--no-tags',
    ])
    assert.equal(begun.exitCode, 0, begun.stderr)
    const id = begun.stdout.trim()
    const early = await place.run(['audit', 'collect', '--no-wait'])
    assert.equal(early.exitCode, 3)
    assert.match(early.stderr, new RegExp(`0 of 2 tenants of audit ${id} are done`))
    const worker = place.worker(['--until-done'])
    assert.equal(await worker.ended(), 0)
    const collected = await place.run(['audit', 'collect', '--format', 'json'])
    assert.equal(collected.exitCode, 0, collected.stderr)
    const { tenants } = JSON.parse(collected.stdout) as { tenants: { outcome: string; earlier: boolean }[] }
    assert.deepEqual(
      tenants.map(({ outcome, earlier }) => [outcome, earlier]),
      [
        ['pass', false],
        ['pass', false],
      ],
    )
    const again = await place.run(['audit', 'collect', '--audit', id])
    assert.equal(again.exitCode, 0)
    const none = await place.run(['audit', 'collect'])
    assert.equal(none.exitCode, 2)
    assert.match(none.stderr, /the queue default has no audit to collect/)
  })

  it('never find a secret in the queue, nor write one into their log', async function () {
    await using place = await placeFor(this, tenantSpecs(3, well))
    await place.run(['audit', '--distribute', '--no-wait'], { ...place.environment, ...place.secrets })
    const whole = await place.query(
      `select (select json_agg(job)::text from mfa_gate_queue.job as job) || (select json_agg(document)::text from mfa_gate_queue.fleet_document as document) || (select json_agg(audit)::text from mfa_gate_queue.fleet_audit as audit) as text`,
    )
    const worker = place.worker(['--until-done'])
    assert.equal(await worker.ended(), 0)
    const texts = [String(whole[0]?.['text']), worker.stderr()]
    assert.match(texts[0] ?? '', /SIMULATED_SECRET_1/)
    for (const secret of [...Object.values(place.secrets), 'the%20password']) {
      for (const text of texts) assert.ok(!text.includes(secret))
    }
    const events = worker.lines().map(({ event }) => event)
    assert.deepEqual(
      [...new Set(events)],
      [
        'worker-started',
        'audit-taken',
        'tenant-started',
        'tenant-finished',
        'worker-stopping',
        'worker-stopped',
      ],
    )
    assert.equal(worker.lines().at(-1)?.['finished'], 3)
    for (const line of worker.stderr().trimEnd().split('\n')) JSON.parse(line)
  })

  it('that know no secret say which are missing, and leave the tenants to others', async function () {
    await using place = await placeFor(this, tenantSpecs(2, well))
    await place.run(['audit', '--distribute', '--no-wait'])
    const without = place.worker([], place.environment)
    assert.equal(await without.ended(), 2)
    assert.match(
      without.stderr(),
      /this worker has none of the secrets that the tenants of the audit name \(SIMULATED_SECRET_1, SIMULATED_SECRET_2\); set them in its environment/,
    )
    assert.equal(await place.worker(['--until-done']).ended(), 0)
    assert.equal((await place.run(['audit', 'collect'])).exitCode, 0)
  })

  it('that lack one secret answer for its tenant that it could not be determined, and name it', async function () {
    await using place = await placeFor(this, tenantSpecs(2, well))
    await place.run(['audit', '--distribute', '--no-wait'])
    const { SIMULATED_SECRET_2: _, ...some } = { ...place.environment, ...place.secrets } as Record<
      string,
      string
    >
    const worker = place.worker(['--until-done'], some)
    assert.equal(await worker.ended(), 0)
    const missing = worker.lines().find(({ event }) => event === 'secrets-missing')
    assert.deepEqual(missing?.['names'], ['SIMULATED_SECRET_2'])
    const collected = await place.run(['audit', 'collect', '--format', 'text'])
    assert.equal(collected.exitCode, 3)
    assert.match(collected.stdout, /SIMULATED_SECRET_2/)
  })

  it('of two queues in one database do not meet', async function () {
    await using place = await placeFor(this, tenantSpecs(2, well))
    await place.run(['audit', '--distribute', '--no-wait', '--queue', 'one'])
    const other = place.worker(['--queue', 'other', '--until-done'])
    assert.equal(await other.ended(), 0)
    assert.equal(other.lines().at(-1)?.['finished'], 0)
    assert.equal(await place.worker(['--queue', 'one', '--until-done']).ended(), 0)
    assert.equal((await place.run(['audit', 'collect', '--queue', 'one'])).exitCode, 0)
  })

  it('share the pace of their app through the database', async function () {
    const quota = { requests: 20, seconds: 2 }
    const place = await fleetPlace(tenantSpecs(30, well), { appQuota: quota })
    if (place === undefined) return this.skip()
    await using _ = place
    await place.run(['audit', '--distribute', '--no-wait'])
    const workers = [1, 2, 3].map(() => place.worker(['--until-done', '--concurrency', '10']))
    await Promise.all(workers.map((worker) => worker.ended()))
    const asked = place.tenants.requests.filter(({ path }) => path.startsWith('/beta/'))
    const refused = asked.filter(({ status }) => status === 429).length
    assert.equal(asked.length - refused, 30)
    // Each by itself would have asked for all that it could at once, and ten would have been refused; a busy machine sends
    // some later than their turn was.
    assert.ok(refused <= 6, `${refused} refused`)
  })
})

/** The rows of tenants without their moments. */
function rowsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.includes('│ Tenant'))
    .map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/, ''))
}
