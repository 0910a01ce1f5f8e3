import assert from 'node:assert/strict'
import { answersAll, furtherQuestions } from '../../src/gate/guard-questions.ts'
import type { Count } from '../../src/model/count.ts'
import type { Question } from '../../src/model/question.ts'
import type { Snapshot } from '../../src/model/snapshot.ts'
import { type TenantReading, unread } from '../../src/model/tenant-reading.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { demandOf } from '../../src/rules/guards/demand.ts'
import { judgeDemand } from '../../src/rules/guards/judge-demand.ts'
import { now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

/** 1,000 users, of whom ten are left out, two of them without MFA; of the others one has none. */
const excluding: Snapshot = {
  ...snapshotOf(990, { mfaRegistered: 989 }),
  exclusions: {
    population: 1_000 as Count,
    counts: { mfaRegistered: 997 as Count },
    excluded: [{ kind: 'users', reason: 'emergency', users: 10 }],
  },
}

describe('a policy in the plan and accounts that the rules leave out', () => {
  const rows: readonly [
    title: string,
    exclusions: 'heeded' | 'ignored',
    users: object,
    lacking: number,
    population: number,
  ][] = [
    ['are counted', 'ignored', {}, 3, 1_000],
    ['are counted, whomever it excludes', 'ignored', { excludedUsers: ['a'] }, 3, 1_000],
    ['are not counted where the guard heeds them', 'heeded', { excludedUsers: ['a'] }, 1, 990],
    ['are counted where it excludes nobody, whatever the guard heeds', 'heeded', {}, 3, 1_000],
  ]
  for (const [title, exclusions, users, lacking, population] of rows) {
    it(title, () => {
      const demand = demandOf(
        {
          partly: false,
          policy: {
            state: 'enabled',
            conditions: { users: { includedUsers: ['All'], ...users } },
            grantControls: { builtInControls: ['mfa'] },
          },
        },
        {},
      )
      assert.ok(demand.kind === 'asks')
      const [verdict] = judgeDemand(demand, {
        rule: ruleOf({ minimum: '100%' }),
        readings: readingsOf({ kind: 'snapshot', snapshot: excluding }),
        context: { now, baseline: { kind: 'none' } },
        exclusions,
      })
      assert.ok(verdict?.kind === 'violation')
      assert.deepEqual([verdict.population - verdict.count, verdict.population], [lacking, population])
    })
  }
})

describe('the reading of the rules', () => {
  const question = (measure: Question['measure'], segment: Question['segment'] = 'all'): Question => ({
    measure,
    segment,
  })
  const mfa = question('mfaRegistered')
  const counted: TenantReading = [
    {
      source: 'registrationCounts',
      answers: [mfa],
      reading: { kind: 'snapshot', snapshot: snapshotOf(100, { mfaRegistered: 90, ssprRegistered: 80 }) },
    },
  ]
  const rows: readonly [string, readonly Question[], readonly Question[], TenantReading, boolean][] = [
    ['does for what the rules ask', [mfa], [mfa], counted, true],
    ['does for what it counts besides', [question('ssprRegistered')], [mfa], counted, true],
    ['does not for a measure that it lacks', [question('phishingResistant')], [mfa], counted, false],
    [
      'does not for a segment that it lacks',
      [mfa, question('mfaRegistered', 'admins')],
      [mfa],
      counted,
      false,
    ],
    ['does not where nothing was read', [mfa], [], [], false],
    [
      'does where nobody could sign in, which would fail again',
      [question('mfaRegistered', 'guests')],
      [mfa],
      unread({ code: 'population-zero' }),
      true,
    ],
    [
      'does not where the rules ask what no source can answer',
      [mfa],
      [question('ssprOrMfaCapable', 'guests')],
      [
        {
          source: undefined,
          answers: [question('ssprOrMfaCapable', 'guests')],
          reading: { kind: 'undetermined', reason: { code: 'population-zero' } },
        },
      ],
      false,
    ],
  ]
  for (const [title, questions, asked, readings, expected] of rows) {
    it(title, () => assert.equal(answersAll(questions, asked, readings), expected))
  }

  it('is supplemented by one request where that is enough, else by all that further policies may need', () => {
    const admins = question('phishingResistant', 'admins')
    assert.deepEqual(furtherQuestions([mfa], {}, {}), [mfa])
    assert.equal(furtherQuestions([admins], {}, {}).length, 12)
    assert.equal(furtherQuestions([admins], { strengths: { id: 'strongMethod' } }, {}).length, 16)
    const filtered = furtherQuestions([admins], {}, { adminsByFilter: true })
    assert.ok(filtered.every(({ segment }) => segment === 'admins'))
  })
})

describe('guards: in the rules document', () => {
  const rule = 'rules: [{id: one, measure: mfaRegistered, minimum: 95%}]\n'
  const rows: readonly [title: string, text: string, says: RegExp][] = [
    ['without a guard', 'guards: {}', /guards/],
    ['that nobody knows', 'guards: {ca-lockout: {minimum: 100%}}', /unknown key "ca-lockout"/],
    ['without a minimum', 'guards: {ca-lockout-guard: {}}', /minimum/],
    [
      'with a minimum of 101 %',
      'guards: {ca-lockout-guard: {minimum: 101%}}',
      /guards\/ca-lockout-guard\/minimum/,
    ],
    ['with a segment', 'guards: {ca-lockout-guard: {minimum: 1, segment: admins}}', /unknown key "segment"/],
    [
      'with a strength that has no id',
      'guards: {ca-lockout-guard: {minimum: 1, strengths: {mine: phishingResistant}}}',
      /mine/,
    ],
    [
      'with a strength that asks for a reset',
      'guards: {ca-lockout-guard: {minimum: 1, strengths: {6f1b2c3d-0000-4000-8000-000000000007: ssprRegistered}}}',
      /ssprRegistered/,
    ],
    [
      'that stacks loosen though it is locked',
      'guards: {ca-lockout-guard: {minimum: 1, locked: true}}\nstacks: [{stack: "*/*/dev", enforcement: advisory}]',
      /would loosen the rule "ca-lockout-guard", which is locked/,
    ],
    [
      'that no waiver may name, and one does',
      'guards: {ca-lockout-guard: {minimum: 1, waivable: false}}\nwaivers: [{rule: ca-lockout-guard, stack: "*/*/dev", reason: r, owner: o, ticket: T-1, created: 2026-01-01, expires: 2026-12-31}]',
      /says waivable: false/,
    ],
    [
      'that a waiver names and that is not there',
      'waivers: [{rule: ca-lockout-guard, stack: "*/*/dev", reason: r, owner: o, ticket: T-1, created: 2026-01-01, expires: 2026-12-31}]',
      /there is no rule "ca-lockout-guard"/,
    ],
  ]
  for (const [title, text, says] of rows) {
    it(`is refused ${title}`, () => {
      assert.throws(
        () => parseRulesText(`${rule}${text}`, 'rules.yaml'),
        (error) => error instanceof ConfigurationError && says.test(error.problems.join('\n')),
      )
    })
  }

  it('leaves its name to no rule', () => {
    assert.throws(
      () => parseRulesText(rule.replace('one', 'ca-lockout-guard'), 'rules.yaml'),
      (error) =>
        error instanceof ConfigurationError &&
        error.problems.join().includes('is reserved for the gate itself'),
    )
  })

  it('may be named by waivers and stacks', () => {
    const text = `${rule}guards: {ca-lockout-guard: {minimum: 1}}
stacks: [{stack: "*/*/dev", rules: [ca-lockout-guard], enforcement: advisory}]
waivers: [{rule: ca-lockout-guard, stack: "*/*/dev", reason: r, owner: o, ticket: T-1, created: 2026-01-01, expires: 2026-12-31}]`
    assert.equal(parseRulesText(text, 'rules.yaml').guards?.['ca-lockout-guard']?.minimum, 1)
  })
})
