import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outdated } from '../../src/audit/outdated.ts'
import { beginKept, keepRow, resumeKept } from '../../src/cli/audit/keeping.ts'
import { renderAuditMarkdown } from '../../src/report/audit/markdown.ts'
import { reportOfCheck } from '../../src/report/report.ts'
import { renderAuditText } from '../../src/report/audit/text.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { unknownStack } from '../../src/rules/stack.ts'
import { loadedFrom } from '../evidence/make-bundle.ts'
import { contoso, reportWith } from '../history/support/reports.ts'

const now = new Date('2026-11-22T10:00:00.000Z')
const plain =
  'rules: [{ id: mfa, measure: mfaRegistered, minimum: 90% }, { id: b, measure: mfaRegistered, minimum: 1%, maxAge: 7d }]'
const ramp =
  'rules: [{ id: mfa, measure: mfaRegistered, minimum: [{ from: 2020-01-01, minimum: 50% }, { from: 2026-11-22, minimum: 90% }] }]'
const waived = (created: string, expires: string): string =>
  `${plain}\nwaivers: [{ rule: mfa, stack: "*/*/*", reason: r, owner: o, ticket: t, created: ${created}, expires: ${expires} }]`

const rows: readonly [title: string, rules: string, judgedAt: string, says: RegExp | undefined][] = [
  ['of an hour ago', plain, '2026-11-22T09:00:00.000Z', undefined],
  [
    'of 25 hours ago, by the strictest maxAge',
    plain,
    '2026-11-21T09:00:00.000Z',
    /over 25 hours ago, and maxAge allows 24 hours/,
  ],
  ['of eight days ago', plain, '2026-11-14T10:00:00.000Z', /^was read over /],
  [
    'of eight days ago by rules that allow that',
    plain.replace('90% }', '90%, maxAge: 30d }').replace('7d', '30d'),
    '2026-11-14T10:00:00.000Z',
    undefined,
  ],
  ['of tomorrow', plain, '2026-11-23T10:00:00.000Z', /has a time of judging that is not in the past/],
  ['of before a step of the ramp', ramp, '2026-11-21T23:00:00.000Z', /before a step of the ramp of mfa/],
  ['of after the step', ramp, '2026-11-22T01:00:00.000Z', undefined],
  [
    'of before a waiver ended',
    waived('2026-01-01', '2026-11-21'),
    '2026-11-21T23:00:00.000Z',
    /before a waiver of mfa began or ended/,
  ],
  [
    'of before a waiver began',
    waived('2026-11-22', '2026-12-21'),
    '2026-11-21T23:00:00.000Z',
    /before a waiver of mfa/,
  ],
  [
    'beside a waiver that holds throughout',
    waived('2026-01-01', '2026-12-21'),
    '2026-11-21T23:00:00.000Z',
    undefined,
  ],
]

describe('an answer of an audit that is resumed', () => {
  for (const [title, rules, judgedAt, says] of rows) {
    it(`${says === undefined ? 'still holds' : 'holds no longer'}: ${title}`, async () => {
      const row = { judgedAt, assessment: await reportWith({ at: judgedAt }) }
      const why = outdated(row, { loaded: loadedFrom(rules) }, { now, stack: unknownStack })
      if (says === undefined) assert.equal(why, undefined)
      else assert.match(why ?? '', says)
    })
  }
})

describe('an audit that holds such an answer', () => {
  it('is not gone on with, and says which and why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-outdated-'))
    const history = await openHistory(parseLocation(join(folder, 'h.db'), folder, '--history'), 'write')
    try {
      const { id } = await beginKept(history, 'plan', [contoso], now)
      const assessment = await reportWith()
      const tenant = { key: contoso, id: contoso, name: 'Contoso', tags: {} }
      const row = { ...reportOfCheck(assessment), tenant }
      await keepRow(history, id, row)
      assert.equal((await resumeKept(history, 'plan', () => undefined)).earlier.length, 1)
      await assert.rejects(
        resumeKept(history, 'plan', () => 'was read long ago'),
        /cannot be continued: Contoso was read long ago; leave --resume out to start a new one/,
      )
    } finally {
      await history.close()
      rmSync(folder, { recursive: true })
    }
  })
})

describe('the tables of an audit', () => {
  it('tell of every row when it was judged, and mark a stand-in', async () => {
    const judged = await reportWith({ at: '2026-11-14T10:00:00.000Z' })
    const verdicts = judged.verdicts.map((verdict) => ({
      ...verdict,
      reading: verdict.reading && { ...verdict.reading, simulated: true },
    }))
    const tenant = { key: contoso, id: contoso, name: 'Contoso', tags: {} }
    const { judgedAt } = judged
    const report = { ...reportOfCheck({ ...judged, verdicts }), tenant, earlier: true }
    const moments = { startedAt: judgedAt, finishedAt: now.toISOString() }
    const audit = { open: [], auditId: undefined, version: '1.2.3', ...moments }
    for (const table of [renderAuditText([report], audit), renderAuditMarkdown([report], audit)])
      assert.match(table, /2026-11-14 10:00:00 UTC, SIMULATED/)
  })
})
