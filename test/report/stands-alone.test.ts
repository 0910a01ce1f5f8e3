import assert from 'node:assert/strict'
import { failed, misconfigured, violationOf } from '../../policy-pack/violations.ts'
import { assess } from '../../src/gate/assess.ts'
import type { Count } from '../../src/model/count.ts'
import type { Measure } from '../../src/model/measure.ts'
import type { Reading, Snapshot } from '../../src/model/snapshot.ts'
import { remediationSteps } from '../../src/report/todo-lines.ts'
import type { BaselineStore } from '../../src/snapshots/baseline-store.ts'
import { measures } from '../../src/schemas/rule.ts'
import { segments } from '../../src/schemas/segment.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

/** Comments on pull requests show the first line of a violation and no other. */
const firstLines = {
  below: /^Below the minimum: \d[^\n]* users? \(\d+\.\d\d %\) (is|are) [^\n]+, 95 % required\.$/,
  'dropped too far': /^Dropped too far: \d[^\n]* users \(\d+\.\d\d %\) are [^\n]+ allowed\.$/,
  'a segment of nobody': /^Below the minimum: the tenant has no guests, which this rule counts as a fail/,
  unknown:
    /^Could not determine: Microsoft Graph at graph\.microsoft\.com could not be reached: no host of this name was found\.$/,
  'of another tenant':
    /^Could not determine: the provider azure deploys to the tenant t2, and t1 was judged\.$/,
} as const

const instead = /\nTo do: [^\n]+; do not change code or the minimum\.(\n|$)/
const noAnswer = /\nTo do: [^\n]+[.?!] Do not lower the minimum or the level\.(\n|$)/

const unread: Reading = {
  kind: 'undetermined',
  reason: { code: 'graph-unreachable', host: 'graph.microsoft.com', cause: 'ENOTFOUND' },
}

interface Row {
  readonly first: keyof typeof firstLines
  readonly todo: RegExp
  readonly entry?: Partial<RuleEntry>
  readonly reading?: Reading
}

/** A year ago all but one had it. */
const better: BaselineStore = {
  find: (key) =>
    Promise.resolve({
      kind: 'found',
      baseline: {
        ...key,
        count: 99 as Count,
        population: 100 as Count,
        receivedAt: '2025-11-22T10:00:00.000Z',
      },
    }),
  record: () => Promise.resolve({ kind: 'failed', problem: 'not here' }),
}

const rows: readonly Row[] = [
  { first: 'below', todo: instead },
  { first: 'dropped too far', todo: instead, entry: { minimum: '10%', noDropMoreThan: '2%' } },
  { first: 'unknown', todo: noAnswer, reading: unread },
  {
    first: 'of another tenant',
    todo: noAnswer,
    reading: {
      kind: 'undetermined',
      reason: { code: 'deployed-elsewhere', provider: 'azure', deployed: 't2', judged: ['t1'] },
    },
  },
]

/** Of a report that knows the measure. */
function snapshotWith(measure: Measure): Snapshot {
  const snapshot = snapshotOf(100, { [measure]: 33 })
  const source = measure === 'ssprOrMfaCapable' ? 'registrationCounts' : 'registrationDetails'
  const methods = [
    { strongest: 'deviceBound', registered: true, users: 33 as Count },
    { strongest: 'none', registered: false, users: 67 as Count },
  ] as const
  return { ...snapshot, methods, provenance: { ...snapshot.provenance, source } }
}

async function messageOf(entry: Partial<RuleEntry>, reading: Reading): Promise<string> {
  const { verdicts } = await assess({ ...context, baselines: better, rules: [ruleOf(entry)] }, async () =>
    readingsOf(reading),
  )
  const [violation] = verdicts.flatMap((verdict) => violationOf(verdict) ?? [])
  assert.ok(violation)
  return violation.message
}

describe('the message of a violation', () => {
  for (const measure of measures) {
    const counted: Reading = { kind: 'snapshot', snapshot: snapshotWith(measure) }
    for (const { first, todo, entry = {}, reading = counted } of rows) {
      it(`stands alone with its first line, and says what mends it: ${measure}, ${first}`, async () => {
        const message = await messageOf({ measure, ...entry }, reading)
        assert.match(message.split('\n')[0] ?? '', firstLines[first])
        assert.match(message, todo)
      })
    }

    it(`hands whoever mends findings the same remedy: ${measure}`, () => {
      for (const segment of segments)
        assert.match(`\nTo do: ${remediationSteps({ measure, segment })}`, instead)
    })
  }

  it('says so of a segment of nobody, which no registration can fill', async () => {
    const snapshot = {
      ...snapshotWith('mfaRegistered'),
      segments: { guests: { population: 0, counts: { mfaRegistered: 0 } } },
    }
    const reading = { kind: 'snapshot', snapshot } as unknown as Reading
    const message = await messageOf({ segment: 'guests', onEmpty: 'fail' }, reading)
    assert.match(message.split('\n')[0] ?? '', firstLines['a segment of nobody'])
    assert.match(message, instead)
    assert.doesNotMatch(message, /register/)
  })

  it('says so where the gate is set up wrongly or has itself failed', () => {
    for (const violation of [
      misconfigured(['MFA_GATE_TIMEOUT is "soon"']),
      failed(new ConfigurationError(['a', 'b'])),
      failed(new TypeError('secret')),
    ]) {
      assert.match(violation.message, /^Could not determine: [^\n]+\.\n/)
      assert.match(violation.message, noAnswer)
      assert.doesNotMatch(violation.message, /secret/)
    }
  })
})
