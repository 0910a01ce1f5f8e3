import assert from 'node:assert/strict'
import { assess } from '../../src/gate/assess.ts'
import { toCount } from '../../src/model/count.ts'
import type { Reading, Snapshot } from '../../src/model/snapshot.ts'
import { reportOfCheck } from '../../src/report/report.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { statementOf } from '../../src/report/statement.ts'
import type { Undetermined } from '../../src/model/undetermined.ts'
import { context, now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

const count = (value: number) => {
  const whole = toCount(value)
  assert.ok(whole !== undefined)
  return whole
}
const users = snapshotOf(940, { mfaRegistered: 900 })
const excluding: Snapshot = {
  ...users,
  exclusions: {
    population: count(1_000),
    counts: { mfaRegistered: count(910) },
    excluded: [
      { kind: 'guests', reason: 'r', users: 50 },
      { kind: 'pattern', reason: 'r', users: 10 },
    ],
  },
}
const read = (snapshot: Snapshot, savedIn?: string): Reading => ({
  kind: 'snapshot',
  snapshot,
  ...(savedIn === undefined ? {} : { savedIn }),
})
const unread = (reason: Undetermined): Reading => ({ kind: 'undetermined', reason })

async function line(reading: Reading, at: Date): Promise<string> {
  const rule = ruleOf()
  const assessment = await assess({ ...context, rules: [rule] }, async () => readingsOf(reading))
  const { verdicts } = assessment
  return statementOf({
    report: reportOfCheck(reportOf({ assessment: { ...assessment, now: at }, version: '0' })),
    asked: verdicts.map((verdict) => verdict.rule),
    rulesOrigin: 'the built-in rules',
    documented: [rule],
    tenantsCompared: true,
  })
}

/** What the line says of where its numbers come from. */
const rows: readonly [title: string, reading: Reading, says: RegExp, now?: Date][] = [
  [
    'the ratio without exclusions',
    read(excluding),
    /95 % required \(60 excluded; with nobody excluded 910 of 1,000, 91\.00 %\)\. Tenant .*, read 10:00:00 UTC; rules/,
  ],
  [
    'the age of a snapshot',
    read(users, 'tenant.json'),
    /, from the snapshot tenant\.json, 7 hours old \(read 10:00:00 UTC\); rules/,
    new Date('2026-11-22T17:30:00Z'),
  ],
  [
    'the day of numbers of yesterday',
    read(users, 'tenant.json'),
    /14 hours old \(read 2026-11-22 10:00:00 UTC\); rules/,
    new Date('2026-11-23T00:30:00Z'),
  ],
  [
    'a stand-in',
    read({ ...users, provenance: { ...users.provenance, simulated: true } }),
    /read 10:00:00 UTC from the embedded tenant, a stand-in and not Microsoft; rules/,
  ],
  [
    'no tenant where none could be read',
    unread({ code: 'report-empty' }),
    /^entra-mfa-gate: could not determine: the report is empty \(no entry in value\)\. Rules: the built-in rules\.$/,
  ],
  [
    'nothing that steers a pipeline',
    read(users, '##vso[task.setvariable]\n##[error].json'),
    /from the snapshot # #vso\[task\.setvariable\] # #\[error\]\.json,/,
  ],
]

describe('The statement of one start', () => {
  for (const [title, reading, says, at = now] of rows) {
    it(`tells ${title}`, async () => assert.match(await line(reading, at), says))
  }
})
