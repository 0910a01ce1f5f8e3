import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCheck } from '../support/run-check.ts'

const guests = '{kind: guests, reason: gated elsewhere}'
const rooms = '{kind: pattern, pattern: "room-*@contoso.com", reason: meeting rooms}'

const rules = (exclusions: string) => `source: registrationDetails
${exclusions}
rules: [{id: everybody, measure: mfaRegistered, minimum: 50%, noDropMoreThan: 1%}]`

const without = (accounts: string, cap = '50%') =>
  rules(`exclusions: {maxExcluded: ${cap}, accounts: [${accounts}]}`)

describe('A ratchet beside exclusions', () => {
  let tenant: Tenant
  let baselines: string
  before(async () => {
    tenant = await startTenant(
      loadScenario(`
population: 1000
counts: {mfaRegistered: 905}
permissions: [AuditLog.Read.All]
users:
  guests: 100
  guestsRegistered: 15
  accounts: [{userPrincipalName: room-1@contoso.com}]`),
    )
    baselines = await mkdtemp(join(tmpdir(), 'mfa-gate-ratchet-'))
  })
  after(async () => {
    await tenant.close()
    await rm(baselines, { recursive: true })
  })

  const check = async (document: string) => {
    const run = await runCheck(tenant, { rules: document, args: ['--baselines', baselines] })
    assert.equal(run.exitCode, 0, run.stdout + run.stderr)
    return run.stdout
  }
  const records = async () => {
    const [directory = ''] = await readdir(baselines)
    return (await readdir(join(baselines, directory))).sort()
  }

  it('does not compare a ratio with one that left out other accounts', async () => {
    assert.match(await check(without(guests)), /890 of 900 users .*this one has been recorded/s)
    // Eight points lower, and yet nobody has lost a registration.
    assert.match(await check(rules('')), /905 of 1,000 users .*this one has been recorded/s)
    assert.match(await check(without(rooms)), /905 of 999 users .*this one has been recorded/s)
    assert.equal((await records()).length, 3)
  })

  it('goes on from its record when only the cap, a reason or the order is another', async () => {
    const both = await check(without(`${guests}, ${rooms}`))
    assert.match(both, /890 of 899 users .*this one has been recorded/s)
    const kept = await records()
    const reworded = rooms.replace('meeting rooms', 'rooms')
    const again = await check(without(`${reworded}, ${guests}`, '40%'))
    assert.doesNotMatch(again, /No earlier ratio/)
    assert.deepEqual(await records(), kept)
  })

  it('is not reset by an exclusion of nobody', async () => {
    const nobody = '{kind: users, reason: gone, users: [nobody@contoso.com]}'
    const kept = await records()
    const stdout = await check(without(nobody))
    assert.match(stdout, /905 of 1,000 users/)
    assert.doesNotMatch(stdout, /No earlier ratio/)
    assert.deepEqual(await records(), kept)
  })

  it('finds a record of before there were exclusions in its key', async () => {
    assert.ok((await records()).includes('registrationDetails-simulated.all.mfaRegistered.json'))
  })
})
