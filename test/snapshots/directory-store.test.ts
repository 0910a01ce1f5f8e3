import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { assess } from '../../src/gate/assess.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import { directoryStore } from '../../src/snapshots/directory-store.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'
import { cleanEnvironment, runProcess } from '../support/run-process.ts'

const baseline: Baseline = {
  tenantId: '../../outside',
  source: 'registrationCounts',
  measure: 'mfaRegistered',
  segment: 'all',
  count: 80 as Count,
  population: 100 as Count,
  receivedAt: '2026-11-01T10:00:00.000Z',
}

/** The one file of a store that has one. */
function fileIn(directory: string): string {
  const [tenant = ''] = readdirSync(directory)
  const [file = ''] = readdirSync(join(directory, tenant))
  return join(directory, tenant, file)
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
    assert.deepEqual(await store.find(baseline), {
      kind: 'found',
      baseline,
      file: fileIn(join(directory, 'kept')),
    })
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
    assert.equal(found.kind === 'unreadable' && found.problem, 'it gives a key of one object twice')
  })

  it('is never brought down by a run that judged before a higher ratio was recorded', async () => {
    const one = directoryStore(directory)
    await one.record({ ...baseline, count: 99 as Count })
    const late = await directoryStore(directory).record({ ...baseline, count: 60 as Count })
    assert.match(late.kind === 'failed' ? late.problem : '', /: another run has recorded a higher ratio/)
    const found = await one.find(baseline)
    assert.equal(found.kind === 'found' && found.baseline.count, 99)
  })

  it('keeps the highest of many processes that record at once, and leaves no lock', async () => {
    const counts = [12, 3, 40, 99, 7, 60, 98, 5]
    const program = join(import.meta.dirname, 'record.ts')
    const ran = await Promise.all(
      counts.map((count) =>
        runProcess(
          [process.execPath, program, directory, JSON.stringify({ ...baseline, count })],
          cleanEnvironment(),
        ),
      ),
    )
    for (const { exitCode, stderr } of ran) assert.equal(exitCode, 0, stderr)
    const found = await directoryStore(directory).find(baseline)
    assert.equal(found.kind === 'found' && found.baseline.count, 99)
    assert.equal(readdirSync(dirname(fileIn(directory))).length, 1)
  })

  it('takes over the lock of a run that was killed, and no other', async () => {
    await directoryStore(directory).record(baseline)
    const lock = `${fileIn(directory)}.lock`
    const higher = { ...baseline, count: 90 as Count }
    writeFileSync(lock, '')
    const refused = await directoryStore(directory).record(higher)
    assert.match(refused.kind === 'failed' ? refused.problem : '', /: another run holds its lock$/)
    const old = new Date(Date.now() - 60_000)
    utimesSync(lock, old, old)
    assert.deepEqual(await directoryStore(directory).record(higher), { kind: 'recorded' })
    assert.equal(readdirSync(dirname(lock)).length, 1)
  })

  it('waits for locks no longer than a moment in all, however many ratios it records', async () => {
    const store = directoryStore(directory)
    const measures = ['mfaRegistered', 'mfaCapable', 'ssprRegistered', 'ssprEnabled'] as const
    for (const measure of measures) await store.record({ ...baseline, measure })
    const [tenant = ''] = readdirSync(directory)
    for (const file of readdirSync(join(directory, tenant)))
      writeFileSync(join(directory, tenant, `${file}.lock`), '')
    const began = performance.now()
    for (const measure of measures) {
      const { kind } = await store.record({ ...baseline, measure, count: 90 as Count })
      assert.equal(kind, 'failed')
    }
    const waited = performance.now() - began
    assert.ok(waited > 1_000 && waited < 2_500, `${waited}`)
  })

  it('refuses a record that is not possible, and does not replace it', async () => {
    const impossible: readonly [Partial<Record<keyof Baseline, unknown>>, RegExp][] = [
      [{ receivedAt: '2026-11-22T10:30:00.000Z' }, /dated in the future/],
      [{ receivedAt: '2999-01-01T00:00:00.000Z', count: 1 }, /dated in the future/],
      [{ receivedAt: '2026-99-01T00:00:00.000Z' }, /its date cannot be read/],
      [{ count: 101 }, /does not hold a recorded ratio/],
      [{ population: 0, count: 0 }, /does not hold a recorded ratio/],
    ]
    const mine = { ...baseline, tenantId: snapshotOf(100, {}).tenantId }
    const store = directoryStore(directory)
    await store.record(mine)
    const file = fileIn(directory)
    const read = () =>
      Promise.resolve(readingsOf({ kind: 'snapshot', snapshot: snapshotOf(100, { mfaRegistered: 96 }) }))
    for (const [change, says] of impossible) {
      const text = JSON.stringify({ version: 1, ...mine, ...change })
      writeFileSync(file, text)
      const rules = [ruleOf({ noDropMoreThan: '2%' })]
      const { verdicts } = await assess({ ...context, rules, baselines: store }, read)
      const [verdict] = verdicts
      assert.ok(verdict?.kind === 'undetermined' && verdict.reason.code === 'baseline-unreadable', text)
      assert.match(verdict.reason.problem, says)
      assert.equal(readFileSync(file, 'utf8'), text)
    }
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
      const read = () => Promise.resolve(readingsOf({ kind: 'snapshot', snapshot }))
      const { verdicts } = await assess({ ...context, rules: [rule], baselines: store }, read)
      kinds.push(verdicts[0]?.kind)
    }
    assert.deepEqual(kinds, ['pass', 'pass', 'pass', 'violation', 'pass', 'pass', 'violation'])
  })
})
