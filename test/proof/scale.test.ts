import assert from 'node:assert/strict'
import { sharedPlaces } from '../places/support/shared-places.ts'
import { proveCrowd } from './scale/crowd.ts'
import { proveLease } from './scale/lease.ts'
import { provePacks } from './scale/packs.ts'
import { proveRestartOfReading, proveRestartsOfAudit } from './scale/restarts.ts'
import { proveWorkers } from './scale/workers.ts'

/** The small edition of `npm run proof:scale`. */
describe('Past one machine', function () {
  this.timeout(300_000)

  it('workers of whom one is killed give each tenant one answer, that of one process, within half a minute', async function () {
    const proof = await proveWorkers({ tenants: 24, workers: 2, kills: 1, waiting: true })
    if (proof === undefined) return this.skip()
    assert.equal(proof.replacedSeconds.length, 1)
  })

  it('whoever reads for others is killed, and nobody passes without numbers', async function () {
    const [postgres] = sharedPlaces
    assert.ok(postgres)
    const place = await postgres.start()
    if ('impossible' in place) return this.skip()
    const { reads } = await proveLease(place, { kills: 2, atATime: 2 })
    assert.ok(reads >= 2 && reads <= 4)
  })

  it('starts of the pack share one reading of a tenant that allows few requests', async function () {
    const proof = await provePacks({ packs: 8, atATime: 8 })
    if (proof === undefined) return this.skip()
    assert.ok(proof.slowestSeconds >= proof.medianSeconds)
  })

  it('more checks than the server has connections share one reading', async function () {
    const proof = await proveCrowd({ clients: 30, maxConnections: 20, taken: 6 })
    if (proof === undefined) return this.skip()
    assert.ok(proof.refused > 0, 'a connection was always left')
  })

  it('PostgreSQL is restarted while workers audit', async function () {
    const proof = await proveRestartsOfAudit({ tenants: 24, restarts: 1, awayMs: 1_000 })
    if (proof === undefined) return this.skip()
    assert.ok(proof.reported > 0)
  })

  it('PostgreSQL is restarted while a run reads for others', async function () {
    if ((await proveRestartOfReading(3, 1_000)) === undefined) this.skip()
  })
})
