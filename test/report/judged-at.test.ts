import assert from 'node:assert/strict'
import type { SnapshotReading } from '../../src/model/snapshot.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { now, snapshotOf } from '../support/make.ts'
import { inputOf } from './sample.ts'

const rules = 'rules: [{ id: one, measure: mfaRegistered, minimum: 10% }]'

function receivedAt(moment: string, more: Partial<SnapshotReading> = {}): SnapshotReading {
  const snapshot = snapshotOf(1_000, { mfaRegistered: 500 })
  return {
    kind: 'snapshot',
    snapshot: { ...snapshot, provenance: { ...snapshot.provenance, receivedAt: moment } },
    ...more,
  }
}

describe('The moment of judging', () => {
  const began = now.toISOString()
  const rows: readonly (readonly [title: string, reading: SnapshotReading, judgedAt: string])[] = [
    [
      'is not before the numbers were received',
      receivedAt('2026-11-22T10:03:00.000Z'),
      '2026-11-22T10:03:00.000Z',
    ],
    ['is when the run began, with earlier numbers', receivedAt('2026-11-22T10:00:00.000Z'), began],
    [
      'is not taken from a saved snapshot',
      receivedAt('2026-11-22T10:03:00.000Z', { savedIn: 'x.json' }),
      began,
    ],
    ['stays on the day whose rules and waivers held', receivedAt('2026-11-23T00:00:01.000Z'), began],
  ]
  for (const [title, reading, judgedAt] of rows) {
    it(title, async () => {
      const input = await inputOf(rules, reading)
      assert.equal(reportOf(input).judgedAt, judgedAt)
    })
  }
})
