import assert from 'node:assert/strict'
import type { Baseline } from '../../src/model/baseline.ts'
import type { Count } from '../../src/model/count.ts'
import { renderOutlook } from '../../src/report/outlook-text.ts'
import { dayOf } from '../../src/rules/calendar.ts'
import { judge } from '../../src/rules/judge.ts'
import { outlookOf } from '../../src/rules/outlook.ts'
import type { RuleEntry } from '../../src/schemas/rules-document.ts'
import type { PastCount } from '../../src/rules/trend.ts'
import { now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

/** What `explain` may find of a rule; of 1,000 users 500 are registered for MFA. */
const kinds = {
  reached: { minimum: '10%' },
  below: { minimum: '95%' },
  'reached, and not the last step': {
    minimum: [
      { from: '2026-01-01', minimum: '10%' },
      { from: '2027-06-01', minimum: '95%' },
    ],
  },
  'reached, after a fall': { minimum: '10%', noDropMoreThan: '1%' },
  unknown: { measure: 'ssprRegistered' },
  'not asked': { enforcement: 'disabled' },
  'of nobody, which passes': { onEmpty: 'pass', segment: 'guests' },
  'of nobody, which does not': { onEmpty: 'fail', segment: 'guests' },
} as const satisfies Readonly<Record<string, Partial<RuleEntry>>>
type Kind = keyof typeof kinds
const kindNames = Object.keys(kinds) as readonly Kind[]

/** How many more are registered each day; `undefined`: no history is kept. */
const histories = {
  none: undefined,
  'too short': { days: 3, daily: 1 },
  'of a rise': { days: 30, daily: 5 },
  'of a slow rise': { days: 30, daily: 0.1 },
  'on one level': { days: 30, daily: 0 },
  'of a fall': { days: 30, daily: -5 },
} as const
type History = keyof typeof histories
const historyNames = Object.keys(histories) as readonly History[]

const counted = kindNames.filter((kind) => !/unknown|not asked|nobody/.test(kind))
const missing: readonly Kind[] = ['below', 'reached, and not the last step']
const known: readonly History[] = ['of a rise', 'of a slow rise', 'on one level', 'of a fall']

interface Advice {
  readonly says: RegExp
  /** What it may be said of, and must. */
  readonly of: readonly Kind[]
  readonly with: readonly History[]
}

const advice: readonly Advice[] = [
  { says: /450 more users must register; /, of: missing, with: historyNames },
  { says: /; at the present trend about .*\.$/m, of: missing, with: ['of a rise'] },
  { says: /; at the present trend never, /, of: missing, with: ['on one level', 'of a fall'] },
  { says: /; at the present trend not within five years\./, of: missing, with: ['of a slow rise'] },
  { says: /; the date is not known yet\./, of: missing, with: ['none', 'too short'] },
  {
    says: /now: reached\. The trend falls; the ratio would be below it about /,
    of: counted.filter((kind) => kind !== 'below'),
    with: ['of a fall'],
  },
  {
    says: /it needs 90 more users who have it\./,
    of: ['reached, after a fall'],
    with: historyNames,
  },
  {
    says: /keep one with `mfa-gate check --history FILE`, and name it here with --history\./,
    of: counted,
    with: ['none'],
  },
  { says: /Trend: none yet\. .* it needs at least 5 over 14 days\./, of: counted, with: ['too short'] },
  { says: /read a date as a rough direction\./, of: counted, with: known },
  {
    says: /To do: run again later; a missing count does not count as 0\./,
    of: ['unknown'],
    with: historyNames,
  },
]

function explained(kind: Kind, history: History): string {
  const rule = ruleOf(kinds[kind])
  const users = kind.startsWith('of nobody') ? 0 : 1_000
  const reading = { kind: 'snapshot', snapshot: snapshotOf(users, { mfaRegistered: users / 2 }) } as const
  const { tenantId } = reading.snapshot
  const baseline: Baseline = {
    ...{ tenantId, source: 'registrationCounts', measure: 'mfaRegistered', segment: 'all' },
    ...{ count: 600 as Count, population: 1_000 as Count, receivedAt: '2026-11-01T00:00:00.000Z' },
  }
  const verdict =
    rule.enforcement === 'disabled'
      ? ({ kind: 'not-applicable', rule, because: 'disabled' } as const)
      : judge(rule, reading, {
          now,
          baseline: kind === 'reached, after a fall' ? { kind: 'found', baseline } : { kind: 'none' },
        })
  const given = histories[history]
  const past: readonly PastCount[] = Array.from({ length: given?.days ?? 0 }, (_, ago) => ({
    judgedAt: new Date(now.getTime() - (ago + 1) * 86_400_000).toISOString(),
    count: 500 - (ago + 1) * (given?.daily ?? 0),
    population: 1_000,
  }))
  const today = dayOf(now)
  const outlook = outlookOf(verdict, {
    ...{ readings: readingsOf(reading), bySegment: false, now, today },
    pastOf: given === undefined ? undefined : () => past,
  })
  return renderOutlook([outlook], { judgedAt: now.toISOString(), tenantId, simulated: false }, today)
}

describe('What explain advises', () => {
  for (const history of historyNames) {
    for (const kind of kindNames) {
      it(`is said where it is due, and nowhere else: ${kind}; history: ${history}`, () => {
        const text = explained(kind, history)
        for (const { says, of, with: histories } of advice)
          assert.equal(
            says.test(text),
            of.includes(kind) && histories.includes(history),
            `${says.source}\n${text}`,
          )
        for (const [line] of text.matchAll(/^.*(To do: |must |at the present trend|keep one).*$/gm))
          assert.ok(
            advice.some(({ says }) => says.test(line)),
            `has no row: ${line}`,
          )
      })
    }
  }
})
