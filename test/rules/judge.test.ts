import assert from 'node:assert/strict'
import { assess } from '../../src/gate/assess.ts'
import type { Measure } from '../../src/model/measure.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import type { Tally } from '../../src/model/tally.ts'
import { verdictLines } from '../../src/report/verdict-lines.ts'
import { effectOf } from '../../src/rules/verdict.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import { context, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

interface Row {
  readonly title: string
  readonly rule?: Partial<RuleEntry>
  readonly population?: number
  readonly counts?: Partial<Record<Measure, number>>
  readonly reading?: Reading
  readonly kind: string
  readonly effect: string
  readonly says: string
}

const unreachable: Reading = {
  kind: 'undetermined',
  reason: { code: 'graph-unreachable', host: 'graph.microsoft.com', cause: 'ENOTFOUND' },
}

/** A tenant of 100 of whom so many admins are left of so many; `registered` where it is not all of them. */
function adminsLeft(left: number, admins: number, registered?: number): Reading {
  const tally = (users: number) =>
    ({ population: users, counts: { mfaRegistered: registered ?? users } }) as Tally
  const before = (users: number) => ({ ...tally(users), excluded: [] })
  const snapshot = {
    ...snapshotOf(90, { mfaRegistered: 90 }),
    provenance: { ...snapshotOf(0, {}).provenance, source: 'registrationDetails' as const },
    exclusions: before(100),
    segments: { admins: { ...tally(left), exclusions: before(admins) } },
  }
  return { kind: 'snapshot', snapshot }
}

/** What was read, what the rule says, and what comes of it. Add a row for every case that comes to mind. */
const rows: readonly Row[] = [
  {
    title: 'refuses the ratio of the documentation',
    population: 23_123,
    counts: { mfaRegistered: 33 },
    kind: 'violation',
    effect: 'stop',
    says: 'Below the minimum: 33 of 23,123 users (0.14 %) are registered for MFA, 95 % required.',
  },
  {
    title: 'speaks of one user in the singular',
    population: 20,
    counts: { mfaRegistered: 1 },
    kind: 'violation',
    effect: 'stop',
    says: 'Below the minimum: 1 of 20 users (5.00 %) is registered for MFA, 95 % required.',
  },
  {
    title: 'passes exactly at the minimum',
    population: 100,
    counts: { mfaRegistered: 95 },
    kind: 'pass',
    effect: 'none',
    says: 'At or above the minimum: 95 of 100 users (95.00 %) are registered for MFA, 95 % required.',
  },
  {
    title: 'only warns of a violation of an advisory rule',
    rule: { enforcement: 'advisory' },
    population: 100,
    counts: { mfaRegistered: 1 },
    kind: 'violation',
    effect: 'warn',
    says: 'Below the minimum: 1 of 100 users (1.00 %) is registered for MFA, 95 % required.',
  },
  {
    title: 'judges the measure that the rule names',
    rule: { measure: 'ssprRegistered', minimum: 0.5 },
    population: 100,
    counts: { mfaRegistered: 1, ssprRegistered: 60 },
    kind: 'pass',
    effect: 'none',
    says: 'At or above the minimum: 60 of 100 users (60.00 %) are registered for self-service password reset, 50 % required.',
  },
  {
    title: 'cannot determine a ratio of no users',
    population: 0,
    counts: { mfaRegistered: 0 },
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the report counts 0 users, so no ratio can be calculated.',
  },
  {
    title: 'does not take a missing count for 0, nor another count for it',
    population: 100,
    counts: { ssprRegistered: 100 },
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the report has no count of users registered for MFA (mfaRegistered; it has ssprRegistered).',
  },
  {
    title: 'does not believe more registered users than there are',
    population: 100,
    counts: { mfaRegistered: 101 },
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the report contradicts itself: 101 users registered for MFA (mfaRegistered) of 100 users.',
  },
  {
    title: 'refuses when the tenant could not be read',
    reading: unreachable,
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: Microsoft Graph at graph.microsoft.com could not be reached: no host of this name was found.',
  },
  {
    title: 'only warns when the tenant could not be read and the rule says so',
    rule: { onUndetermined: 'warn' },
    reading: unreachable,
    kind: 'undetermined',
    effect: 'warn',
    says: 'Could not determine: Microsoft Graph at graph.microsoft.com could not be reached: no host of this name was found.',
  },
  {
    title: 'only warns when an advisory rule cannot be judged',
    rule: { enforcement: 'advisory' },
    reading: unreachable,
    kind: 'undetermined',
    effect: 'warn',
    says: 'Could not determine: Microsoft Graph at graph.microsoft.com could not be reached: no host of this name was found.',
  },
  ...(['pass', 'fail', 'undetermined'] as const).map((onEmpty) => ({
    title: `does not take a segment that exclusions have emptied for an empty one (onEmpty: ${onEmpty})`,
    rule: { segment: 'admins', onEmpty } as const,
    reading: adminsLeft(0, 2),
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the exclusions leave out all 2 admins, so nobody is left to be judged.',
  })),
  {
    title: 'takes a segment for empty that was so before anybody was excluded',
    rule: { segment: 'admins', onEmpty: 'pass' },
    reading: adminsLeft(0, 0),
    kind: 'pass',
    effect: 'none',
    says: 'At or above the minimum: the tenant has no admins, which this rule counts as a pass (onEmpty).',
  },
  ...(['pass', 'fail', 'undetermined'] as const).map((onEmpty) => ({
    title: `does not take a segment of nobody for empty in which somebody is registered (onEmpty: ${onEmpty})`,
    rule: { segment: 'admins', onEmpty } as const,
    reading: adminsLeft(0, 0, 7),
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the report contradicts itself: 7 users registered for MFA (mfaRegistered) of 0 users.',
  })),
  {
    title: 'demands the smallest population of an empty segment too',
    rule: { segment: 'admins', onEmpty: 'pass', minPopulation: 1 },
    reading: adminsLeft(0, 0),
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the tenant has 0 admins, fewer than the 1 that a ratio needs to mean something (minPopulation).',
  },
  {
    title: 'demands the smallest population of a segment as the exclusions have left it',
    rule: { segment: 'admins', minPopulation: 5 },
    reading: adminsLeft(4, 9),
    kind: 'undetermined',
    effect: 'stop',
    says: 'Could not determine: the tenant has 4 admins, fewer than the 5 that a ratio needs to mean something (minPopulation).',
  },
  {
    title: 'does not judge a disabled rule',
    rule: { enforcement: 'disabled' },
    population: 100,
    counts: { mfaRegistered: 0 },
    kind: 'not-applicable',
    effect: 'none',
    says: 'Not asked: the rule mfa-registered is disabled.',
  },
]

describe('a rule', () => {
  for (const { title, rule, population = 0, counts = {}, reading, kind, effect, says } of rows) {
    it(title, async () => {
      const read: Reading = reading ?? { kind: 'snapshot', snapshot: snapshotOf(population, counts) }
      const { verdicts } = await assess({ ...context, rules: [ruleOf(rule)] }, async () => readingsOf(read))
      const verdict = verdicts[0]!
      assert.equal(verdict.kind, kind)
      assert.equal(effectOf(verdict), effect)
      assert.equal(verdictLines(verdict)[0], says)
    })
  }
})

/** Two sources, each with one question; the tenants tell them apart. */
const [everybody, admins] = [snapshotOf(100, { mfaRegistered: 96 }), snapshotOf(100, { mfaRegistered: 20 })]
const walked = {
  ...admins,
  provenance: { ...admins.provenance, source: 'registrationDetails' as const },
  segments: { admins: { population: 4, counts: { mfaRegistered: 1 } } as unknown as Tally },
}

describe('a verdict', () => {
  it('carries the numbers of its own source and segment, of a waived, a failed and a disabled rule too', async () => {
    const rules = [
      ruleOf({ id: 'a' }),
      ruleOf({ id: 'b', segment: 'admins', minimum: '90%' }),
      ruleOf({ id: 'c', measure: 'ssprEnabled' }),
      ruleOf({ id: 'd', enforcement: 'disabled' }),
    ]
    const read = async (): Promise<TenantReading> => [
      {
        source: 'registrationCounts',
        answers: [{ measure: 'mfaRegistered', segment: 'all' }],
        reading: { kind: 'snapshot', snapshot: everybody },
      },
      {
        source: 'registrationDetails',
        answers: [{ measure: 'mfaRegistered', segment: 'admins' }],
        reading: { kind: 'snapshot', snapshot: walked, savedIn: 'tenant.json' },
      },
      { source: undefined, answers: [{ measure: 'ssprEnabled', segment: 'all' }], reading: unreachable },
    ]
    const { verdicts } = await assess({ ...context, rules }, read)
    const behind = verdicts.map(({ kind, reading }) =>
      reading?.kind === 'snapshot'
        ? [kind, reading.snapshot.provenance.source, reading.snapshot.population, reading.savedIn]
        : [kind, reading?.reason.code],
    )
    assert.deepEqual(behind, [
      ['pass', 'registrationCounts', 100, undefined],
      ['violation', 'registrationDetails', 4, 'tenant.json'],
      ['undetermined', 'graph-unreachable'],
      ['not-applicable', undefined],
    ])
  })
})

describe('an assessment', () => {
  it('reads the tenant once for all rules', async () => {
    let reads = 0
    const rules = [ruleOf({ id: 'a' }), ruleOf({ id: 'b' }), ruleOf({ id: 'c', enforcement: 'disabled' })]
    const read = () => {
      reads += 1
      return Promise.resolve(readingsOf(unreachable))
    }
    await assess({ ...context, rules }, read)
    assert.equal(reads, 1)
  })

  it('does not read the tenant when every rule is disabled', async () => {
    const read = () => {
      throw new Error('read although nothing was asked')
    }
    const { readings, outcome } = await assess(
      { ...context, rules: [ruleOf({ enforcement: 'disabled' })] },
      read,
    )
    assert.deepEqual(readings, [])
    assert.equal(outcome, 'nothing-judged')
  })

  it('reports a violation before what could not be determined', async () => {
    const read: Reading = { kind: 'snapshot', snapshot: snapshotOf(100, { mfaRegistered: 1 }) }
    const rules = [ruleOf({ id: 'unknown', measure: 'ssprEnabled' }), ruleOf({ id: 'low' })]
    const judged = async (some: typeof rules) =>
      (await assess({ ...context, rules: some }, async () => readingsOf(read))).outcome
    assert.equal(await judged(rules), 'refused')
    assert.equal(await judged(rules.slice(0, 1)), 'undetermined')
  })
})
