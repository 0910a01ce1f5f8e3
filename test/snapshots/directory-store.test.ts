import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assess } from '../../src/assess.ts'
import type { Baseline } from '../../src/posture/baseline.ts'
import type { Count } from '../../src/posture/count.ts'
import { directoryStore } from '../../src/snapshots/directory-store.ts'
import { context, ruleOf, snapshotOf } from '../support/make.ts'

const baseline: Baseline = {
  tenantId: '../../outside',
  source: 'registrationCounts',
  measure: 'mfaRegistered',
  segment: 'all',
  count: 80 as Count,
  population: 100 as Count,
  receivedAt: '2026-11-01T10:00:00.000Z',
}

describe('the baseline store in a directory', () => {
  let directory: string
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'mfa-gate-store-'))))
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('has nothing before the first record, also when the directory is not there', async () => {
    assert.deepEqual(await directoryStore(join(directory, 'later')).find(baseline), { kind: 'none' })
  })

  it('finds what it recorded, within its directory whatever the tenant is called', async () => {
    const store = directoryStore(join(directory, 'kept'))
    assert.deepEqual(await store.record(baseline), { kind: 'recorded' })
    assert.deepEqual(await store.find(baseline), { kind: 'found', baseline })
    assert.deepEqual(readdirSync(directory), ['kept'])
    assert.deepEqual(await store.find({ ...baseline, measure: 'ssprEnabled' }), { kind: 'none' })
  })

  for (const text of ['', '{', 'null', '{"version":1}', '{"version":1,"count":5,"population":3}']) {
    it(`does not take ${JSON.stringify(text)} for a record`, async () => {
      const store = directoryStore(directory)
      await store.record(baseline)
      const [tenant = ''] = readdirSync(directory)
      const [file = ''] = readdirSync(join(directory, tenant))
      writeFileSync(join(directory, tenant, file), text)
      assert.equal((await store.find(baseline)).kind, 'unreadable')
    })
  }

  it('does not take a record that gives its count twice, of which only one is the true one', async () => {
    const store = directoryStore(directory)
    await store.record(baseline)
    const [tenant = ''] = readdirSync(directory)
    const file = join(directory, tenant, readdirSync(join(directory, tenant))[0] ?? '')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"count":', '"count": 1,\n  "count":'))
    const found = await store.find(baseline)
    assert.equal(found.kind === 'unreadable' && found.problem, 'it gives a key twice')
  })

  it('says when it cannot record', async () => {
    writeFileSync(join(directory, 'file'), '')
    const recording = await directoryStore(join(directory, 'file')).record(baseline)
    assert.equal(recording.kind, 'failed')
  })

  it('keeps the best ratio, so that allowed drops do not add up', async () => {
    const store = directoryStore(directory)
    const rule = ruleOf({ minimum: '50%', noDropMoreThan: '2%' })
    const kinds = []
    for (const have of [80, 79, 78, 77, 81, 79, 78]) {
      const snapshot = snapshotOf(100, { mfaRegistered: have })
      const read = () => Promise.resolve({ kind: 'snapshot' as const, snapshot })
      const { verdicts } = await assess([rule], read, { ...context, baselines: store })
      kinds.push(verdicts[0]?.kind)
    }
    assert.deepEqual(kinds, ['pass', 'pass', 'pass', 'violation', 'pass', 'pass', 'violation'])
  })
})
