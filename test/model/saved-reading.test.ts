import assert from 'node:assert/strict'
import { assess } from '../../src/gate/assess.ts'
import type { Count } from '../../src/model/count.ts'
import { parsePoints } from '../../src/model/drop.ts'
import { answerFrom, type SavedInquiry, type SavedReading } from '../../src/model/saved-reading.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { readingFor, snapshotsIn, unread } from '../../src/model/tenant-reading.ts'
import { context, ruleOf, snapshotOf } from '../support/make.ts'

const counted = snapshotOf(100, { mfaRegistered: 96, ssprOrMfaCapable: 97 })
const { tenantId } = counted
const walked: Snapshot = {
  ...snapshotOf(90, { mfaRegistered: 88, mfaCapable: 80 }),
  provenance: { ...counted.provenance, source: 'registrationDetails' },
  segment: 'members',
  segments: { admins: { population: 4 as Count, counts: { mfaRegistered: 3 as Count } } },
}
const file = 'tenant.json'
const saved = (...snapshots: readonly Snapshot[]): SavedReading => ({
  file,
  tenantId,
  exclusionsSha256: undefined,
  snapshots,
})
const inquiry = (more: Partial<SavedInquiry>): SavedInquiry => ({
  questions: [{ measure: 'mfaRegistered', segment: 'all' }],
  source: undefined,
  exclusionsSha256: undefined,
  expectedTenantId: tenantId,
  graph: 'https://graph.microsoft.com',
  cloud: 'the public cloud',
  ...more,
})

describe('saved numbers', () => {
  const [ofAll, ofMembers, ofAdmins, ofGuests] = (['all', 'members', 'admins', 'guests'] as const).map(
    (segment) => ({ measure: 'mfaRegistered' as const, segment }),
  ) as [SavedInquiry['questions'][0], ...SavedInquiry['questions'][0][]]
  const capable = { measure: 'ssprOrMfaCapable', segment: 'all' } as const

  const answered: readonly [
    title: string,
    snapshots: readonly Snapshot[],
    question: SavedInquiry['questions'][0] | undefined,
    registered: number | string,
  ][] = [
    ['of the whole tenant answer for the whole tenant', [counted], ofAll, 96],
    ['of a segment answer for it', [walked], ofMembers, 88],
    ['of a second segment answer for it', [walked], ofAdmins, 3],
    ['of two reports answer from the one that knows', [counted, walked], ofAdmins, 3],
    ['say nothing of a segment that was not counted', [counted, walked], ofGuests, 'not-in-snapshot'],
    ['of members say nothing of the whole tenant', [walked], ofAll, 'not-in-snapshot'],
    ['say nothing of a measure that was not counted', [walked], capable, 'not-in-snapshot'],
  ]
  for (const [title, snapshots, question, expected] of answered) {
    it(title, () => {
      assert.ok(question !== undefined)
      const reading = readingFor(
        question,
        answerFrom(saved(...snapshots), inquiry({ questions: [question] })),
      )
      const answer = reading.kind === 'snapshot' ? reading.snapshot.counts.mfaRegistered : reading.reason.code
      assert.equal(answer, expected)
      if (reading.kind === 'snapshot') assert.equal(reading.savedIn, file)
    })
  }

  it('say what every report of the file has counted, also where one of them answers all', () => {
    const { segment: _, ...tenant } = walked
    const reading = answerFrom(saved(counted, tenant), inquiry({ questions: [ofAdmins!] }))
    const found = readingFor(ofAdmins!, reading)
    assert.deepEqual(found.kind === 'snapshot' && found.snapshot.populations, [
      { source: 'registrationCounts', users: 100 },
      { source: 'registrationDetails', users: 90 },
    ])
  })

  it('of two reports that are too far apart judge no rule, whichever report it rests on', async () => {
    const { segment: _, ...tenant } = walked
    const questions = [ofAdmins!, capable]
    const reading = answerFrom(saved(counted, tenant), inquiry({ questions }))
    const rules = questions.map(({ measure, segment }) => ({
      ...ruleOf({ id: segment, measure, minimum: '1%', maxAge: '365d' }),
      segment,
    }))
    const { verdicts } = await assess({ ...context, rules }, async () => reading)
    const codes = verdicts.map((verdict) => verdict.kind === 'undetermined' && verdict.reason.code)
    assert.deepEqual(codes, ['populations-apart', 'populations-apart'])
    const near = rules.map((rule) => ({ ...rule, populationTolerance: parsePoints('10%')! }))
    const again = await assess({ ...context, rules: near }, async () => reading)
    assert.deepEqual(
      again.verdicts.map(({ kind }) => kind),
      ['pass', 'pass'],
    )
  })

  it('answer each of several questions on its own', () => {
    const questions = [ofMembers, ofGuests, capable].filter((one) => one !== undefined)
    const reading = answerFrom(saved(counted, walked), inquiry({ questions }))
    const kinds = questions.map((question) => readingFor(question, reading).kind)
    assert.deepEqual(kinds, ['snapshot', 'undetermined', 'snapshot'])
  })

  const refused: readonly [title: string, more: Partial<SavedInquiry>, code: string][] = [
    ['of a tenant that nobody expects', { expectedTenantId: undefined }, 'snapshot-unpinned'],
    ['of another cloud', { graph: 'https://graph.microsoft.us' }, 'snapshot-of-other-cloud'],
    ['of another tenant', { expectedTenantId: '11111111-0000-4000-8000-000000000001' }, 'wrong-tenant'],
    [
      'without the exclusions that are declared now',
      { exclusionsSha256: 'aa' },
      'snapshot-excludes-otherwise',
    ],
    ['of another source than is demanded', { source: 'registrationDetails' }, 'not-in-snapshot'],
  ]
  for (const [title, more, code] of refused) {
    it(`answer nothing: ${title}`, () => {
      const asked = inquiry(more)
      const [question] = asked.questions
      assert.ok(question !== undefined)
      const reading = readingFor(question, answerFrom(saved(counted), asked))
      assert.equal(reading.kind === 'undetermined' && reading.reason.code, code)
    })
  }

  it('answer nothing of a stand-in that is not the one of this run', () => {
    const endpoint = 'https://localhost:5000/beta/reports/getCredentialUserRegistrationCount'
    const simulated = { ...counted, provenance: { ...counted.provenance, endpoint, simulated: true } }
    const asked = inquiry({ graph: 'https://localhost:5001' })
    assert.deepEqual(
      answerFrom(saved(simulated), asked),
      unread({ code: 'snapshot-simulated', file, standIn: 'another' }),
    )
  })

  it('answer whichever case the tenant id is written in', () => {
    const upper = { ...saved(counted), tenantId: tenantId.toUpperCase() }
    assert.equal(snapshotsIn(answerFrom(upper, inquiry({ expectedTenantId: tenantId }))).length, 1)
  })
})
