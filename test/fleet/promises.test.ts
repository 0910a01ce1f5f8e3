import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stringify } from 'yaml'
import type { Fleet } from '../../src/fleet/fleet.ts'
import { openFleet } from '../../src/fleet/open-fleet.ts'
import { turnSpacing } from '../../src/gate/app-turn.ts'
import { parseLocation } from '../../src/history/location.ts'
import { scenarioFromOptions, tenantSpecs } from '../../src/simulator/tenant/index.ts'
import { projectDirectory } from '../support/run-process.ts'
import { type FleetPlace, fleetPlace } from './fleet-place.ts'

const well = scenarioFromOptions({ population: 100, registered: 98 })

async function placeOf(context: Mocha.Context, tenants = 2): Promise<FleetPlace> {
  return (await fleetPlace(tenantSpecs(tenants, well))) ?? context.skip()
}

const begin = ['audit', '--distribute', '--no-wait']

function opened({ url }: FleetPlace, concurrency: number): Promise<Fleet> {
  const location = parseLocation(url, '/', '--history')
  assert.ok(location.kind === 'postgres')
  const opening = { name: 'default', concurrency, onProblem: (text: string) => assert.fail(text) }
  return openFleet(location, opening)
}

const left = `select (select count(*)::int from mfa_gate_queue.fleet_audit) as audits, (select count(*)::int from mfa_gate_queue.fleet_document) as documents`

/** What docs/fleets.md says, where no other suite shows it. */
describe('A fleet keeps its word', () => {
  it('that what nobody collects is gone after 14 days with all its documents, and not before', async function () {
    await using place = await placeOf(this)
    assert.equal((await place.run(begin)).exitCode, 0)
    const aged = (days: number): Promise<unknown> =>
      place.query(`update mfa_gate_queue.fleet_audit set begun_at = now() - interval '${days} days'`)
    await aged(13)
    await (await opened(place, 0)).close()
    assert.deepEqual(await place.query(left), [{ audits: 1, documents: 1 }])
    await aged(15)
    await (await opened(place, 0)).close()
    assert.deepEqual(await place.query(left), [{ audits: 0, documents: 0 }])
  })

  it('that what is given back is taken next, and not after all others', async function () {
    await using place = await placeOf(this, 30)
    assert.equal((await place.run(begin)).exitCode, 0)
    const fleet = await opened(place, 1)
    const taken: string[] = []
    try {
      await fleet.take({
        concurrency: 1,
        do: ({ key }) => {
          taken.push(key)
          return Promise.resolve(taken.length === 1 ? 'later' : 'done')
        },
      })
      while (taken.length < 31) await wait(20)
    } finally {
      await fleet.close()
    }
    assert.ok(taken.indexOf(taken[0] ?? '', 1) < 5, `${taken.indexOf(taken[0] ?? '', 1)} of ${taken.length}`)
  })

  it('that a worker takes secrets from files beside it', async function () {
    await using place = await placeOf(this, 1)
    const [directory] = place.tenants.directories
    assert.ok(directory)
    const { tenantId, clientId, clientSecret } = directory
    const credential = { clientId, secretFrom: { file: 'secret' } }
    writeFileSync(
      join(place.folder, 'tenants.yaml'),
      stringify({ tenants: [{ tenant: tenantId, credential }] }),
    )
    const begun = await place.run([...begin, '--tenants', 'tenants.yaml'])
    assert.equal(begun.exitCode, 0, begun.stderr)
    const { MFA_GATE_TENANTS: _, ...environment } = place.environment
    const worker = place.worker(['--until-done'], environment, { secret: clientSecret })
    assert.equal(await worker.ended(), 0, worker.stderr())
    assert.equal((await place.run(['audit', 'collect'])).exitCode, 0)
  })

  const tampered = [
    [
      'documents that somebody has changed',
      `update mfa_gate_queue.fleet_document set content = content || ' '`,
      /has changed since the audit started/,
    ],
    [
      'documents that it understands differently',
      `update mfa_gate_queue.fleet_audit set charter = jsonb_set(charter::jsonb, '{plan}', '"${'0'.repeat(64)}"')::json`,
      /reads its documents differently; use the same version for the workers and for starting audits/,
    ],
    [
      'an audit of another version',
      `update mfa_gate_queue.fleet_audit set charter = '{"format":2}'`,
      /holds an audit that this version cannot read/,
    ],
  ] as const
  it('that a worker refuses what has changed on the way, and leaves it to others', async function () {
    for (const [what, sql, messages] of tampered) {
      await using place = await placeOf(this)
      await place.run(begin)
      await place.query(sql)
      const worker = place.worker()
      assert.equal(await worker.ended(), 2, what)
      assert.match(worker.stderr(), messages)
      assert.ok(worker.lines().some(({ because }) => because === 'unfit'))
      assert.deepEqual(await place.query('select count(*)::int as rows from mfa_gate_assessment'), [
        { rows: 0 },
      ])
    }
  })

  it('that a worker holds no more connections than the page says', async function () {
    await using place = await placeOf(this, 30)
    await place.run(begin)
    const worker = place.worker()
    const others =
      'select count(*)::int as open from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
    let most = 0
    while (!worker.lines().some(({ event }) => event === 'tenant-finished'))
      most = Math.max(most, Number((await place.query(others))[0]?.['open']))
    assert.ok(most > 3 && most <= 18, String(most))
    worker.child.kill('SIGTERM')
    assert.equal(await worker.ended(), 0, worker.stderr())
  })

  const page = readFileSync(join(projectDirectory, 'docs/fleets.md'), 'utf8')

  it('that its log has the events of the page, with their members', () => {
    const source = readFileSync(join(projectDirectory, 'src/cli/audit/worker-log.ts'), 'utf8')
    const [, type = ''] = /export type WorkerEvent =([^]*?)\n\n/.exec(source) ?? []
    const coded = type
      .split('| {')
      .slice(1)
      .map((one) => {
        const [, event = ''] = /event: '([\w-]+)'/.exec(one) ?? []
        return [
          event,
          [...one.matchAll(/readonly (\w+):/g)].flatMap(([, name]) => (name === 'event' ? [] : [name])),
        ]
      })
    const messages = [...page.matchAll(/^\| `([a-z-]+)` \| ((?:`\w+`(?:, )?)+) \|/gm)].map(
      ([, event, members = '']) => [event, [...members.matchAll(/\w+/g)].map(([name]) => name)],
    )
    assert.deepEqual(messages, coded)
  })

  it('that one app takes as long as the page says', () => {
    const spacing = turnSpacing(undefined)
    assert.ok(spacing)
    const rows = [...page.matchAll(/^\| ([\d,]+) \| [\d,]+ \| ([\d.]+) (s|min) \|/gm)]
    assert.equal(rows.length, 4)
    for (const [, tenants = '', time = '', unit] of rows) {
      const seconds: number = (Number(tenants.replace(',', '')) * spacing.apart) / 1_000
      const [, digits = ''] = /\.(\d+)/.exec(time) ?? []
      assert.equal((unit === 'min' ? seconds / 60 : seconds).toFixed(digits.length), time, tenants)
    }
  })
})

describe('Two fleets in one database', () => {
  it('as roles with a schema each need no right in common, and do not meet', async function () {
    await using place = await placeOf(this)
    const database = new URL(place.url).pathname.slice(1)
    const owned = (name: string): string =>
      `create role ${name}_${database} login password 'p'; create schema ${name} authorization ${name}_${database};
       create schema ${name}_queue authorization ${name}_${database}; alter role ${name}_${database} set search_path = ${name}`
    const at = (name: string): NodeJS.ProcessEnv => {
      const url = new URL(place.url)
      url.username = `${name}_${database}`
      url.password = 'p'
      return { ...place.environment, MFA_GATE_HISTORY: url.href }
    }
    for (const name of ['north', 'south']) {
      await place.query(owned(name))
      const begun = await place.run(begin, at(name))
      assert.equal(begun.exitCode, 0, begun.stderr)
    }
    const worker = place.worker(['--until-done'], { ...at('north'), ...place.secrets })
    assert.equal(await worker.ended(), 0, worker.stderr())
    assert.equal((await place.run(['audit', 'collect'], at('north'))).exitCode, 0)
    const early = await place.run(['audit', 'collect', '--no-wait'], at('south'))
    assert.match(early.stderr, /0 of 2 tenants/)
    assert.equal(await place.worker(['--until-done'], { ...at('south'), ...place.secrets }).ended(), 0)
    assert.equal((await place.run(['audit', 'collect'], at('south'))).exitCode, 0)
  })

  it('cannot begin where the schema of the queue may not be made, and say so', async function () {
    await using place = await placeOf(this)
    const database = new URL(place.url).pathname.slice(1)
    await place.query(
      `create role bare_${database} login password 'p'; create schema bare authorization bare_${database}; alter role bare_${database} set search_path = bare`,
    )
    const url = new URL(place.url)
    url.username = `bare_${database}`
    url.password = 'p'
    const refused = await place.run(begin, { ...place.environment, MFA_GATE_HISTORY: url.href })
    assert.equal(refused.exitCode, 2)
    assert.match(refused.stderr, /the user lacks a right that is needed; grant what docs\/history\.md names/)
  })
})
