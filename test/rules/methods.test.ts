import assert from 'node:assert/strict'
import type { Baseline, BaselineLookup } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import { excludeGuests } from '../../src/model/exclusion.ts'
import type { MethodCell, MethodProfile } from '../../src/model/methods/method-cell.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { assess } from '../../src/gate/assess.ts'
import { UserCounter } from '../../src/graph/user-counter.ts'
import { verdictLines } from '../../src/report/verdict-lines.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

const cell = (
  users: number,
  strongest: MethodProfile['strongest'],
  ...unclassified: string[]
): MethodCell => ({
  ...{ strongest, registered: strongest !== 'none', users: users as Count },
  ...(unclassified.length === 0 ? {} : { unclassified }),
})

const snapshot = (population: number, ...methods: readonly MethodCell[]): Snapshot => ({
  ...snapshotOf(population, {}),
  methods,
  provenance: { ...snapshotOf(0, {}).provenance, source: 'registrationDetails' },
})

const rule = ruleOf({ measure: 'phishingResistant', minimum: '50%', noDropMoreThan: '2%' })

async function judged(read: Snapshot, before: readonly [have: number, of: number] | undefined) {
  const recorded: Baseline[] = []
  const answer: BaselineLookup =
    before === undefined
      ? { kind: 'none' }
      : {
          kind: 'found',
          baseline: {
            ...{ tenantId: 't', source: 'registrationDetails', measure: 'phishingResistant', segment: 'all' },
            ...{ count: before[0] as Count, population: before[1] as Count },
            receivedAt: '2026-11-01T00:00:00.000Z',
          },
        }
  const { verdicts } = await assess(
    {
      ...context,
      rules: [rule],
      baselines: {
        find: () => Promise.resolve(answer),
        record: (baseline) => {
          recorded.push(baseline)
          return Promise.resolve({ kind: 'recorded' })
        },
      },
    },
    () => Promise.resolve(readingsOf({ kind: 'snapshot', snapshot: read })),
  )
  const [verdict] = verdicts
  assert.ok(verdict !== undefined)
  return { verdict, recorded }
}

describe('A ratio of methods that is compared with an earlier one', () => {
  it('is recorded as it may have been at most, so that nothing can fall unseen later', async () => {
    const { recorded } = await judged(
      snapshot(100, cell(60, 'deviceBound'), cell(10, 'phone', 'x509Certificate'), cell(30, 'phone')),
      undefined,
    )
    assert.deepEqual(
      recorded.map(({ count, population }) => [count, population]),
      [[70, 100]],
    )
  })

  const rows: readonly (readonly [before: number, kind: string])[] = [
    [62, 'pass'],
    [63, 'undetermined'],
    [72, 'undetermined'],
    [73, 'violation'],
  ]
  for (const [before, kind] of rows) {
    it(`is ${kind} with 60 to 70 of 100 after ${before}, where 2 points less are allowed`, async () => {
      const read = snapshot(
        100,
        ...[cell(60, 'deviceBound'), cell(10, 'phone', 'x509Certificate'), cell(30, 'phone')],
      )
      assert.equal((await judged(read, [before, 100])).verdict.kind, kind)
    })
  }
})

describe('Users by method', () => {
  it('who are not all users are nothing to judge by', async () => {
    const { verdict } = await judged(snapshot(100, cell(60, 'deviceBound'), cell(39, 'phone')), undefined)
    assert.match(
      verdictLines(verdict)[0] ?? '',
      /Could not determine: the numbers contradict themselves: 99 users by method, and 100 in all/,
    )
  })

  it('of a segment cannot be more than those of the tenant', async () => {
    const read = {
      ...snapshot(100, cell(10, 'deviceBound'), cell(90, 'phone')),
      segments: { admins: { population: 20 as Count, counts: {}, methods: [cell(20, 'deviceBound')] } },
    }
    const { verdict } = await judged(read, undefined)
    assert.match(verdictLines(verdict)[0] ?? '', /20 admins registered with a phishing-resistant method/)
  })

  it('are counted before and after exclusions', () => {
    const counter = new UserCounter({
      ...{ measures: [], methodMeasures: ['notPhoneOnly'], segments: ['all', 'guests'], groups: new Map() },
      exclusions: { list: [excludeGuests('theirs')], cap: undefined, sha256: '', accountsSha256: '' },
    })
    counter.add({ id: '1', userType: 'member', isMfaRegistered: true, methodsRegistered: ['fido2'] })
    counter.add({ id: '2', userType: 'guest', isMfaRegistered: true, methodsRegistered: ['sms'] })
    const all = counter.tallies().get('all')
    assert.deepEqual(all?.methods, [cell(1, 'deviceBound')])
    assert.deepEqual(all.exclusions?.methods, [cell(1, 'deviceBound'), cell(1, 'phone')])
    assert.deepEqual(counter.tallies().get('guests')?.methods, [])
  })
})
