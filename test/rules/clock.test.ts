import assert from 'node:assert/strict'
import { judge } from '../../src/rules/judge.ts'
import { ClockWatch } from '../../src/wire/clock-watch.ts'
import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline'
import { assess } from '../../src/gate/assess.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import { waiverFrom } from '../../src/rules/waiver.ts'
import { context, ruleOf, snapshotOf } from '../support/make.ts'

const received = '2026-11-22T10:00:00.000Z'
const hour = 3_600_000

describe('saved numbers, by both clocks', () => {
  const rows: readonly [
    title: string,
    receivedAt: string,
    servedAt: string | undefined,
    code: string | undefined,
  ][] = [
    ['fresh by both', received, received, undefined],
    ['fresh, and no server told the time', received, undefined, undefined],
    [
      'fresh by the gate that saved them, two days old by Microsoft',
      received,
      '2026-11-20T10:00:00.000Z',
      'snapshot-too-old',
    ],
    [
      'two days old by the gate, fresh by Microsoft',
      '2026-11-20T10:00:00.000Z',
      received,
      'snapshot-too-old',
    ],
    ['of tomorrow by the gate', '2026-11-23T10:00:00.000Z', received, 'snapshot-from-future'],
    ['of tomorrow by Microsoft', received, '2026-11-23T10:00:00.000Z', 'snapshot-from-future'],
    ['of half an hour from now', '2026-11-22T10:30:00.000Z', undefined, 'snapshot-from-future'],
  ]
  for (const [title, receivedAt, servedAt, code] of rows) {
    it(`${code ?? 'answer'}: ${title}`, () => {
      const snapshot = snapshotOf(100, { mfaRegistered: 99 })
      const provenance = {
        ...snapshot.provenance,
        receivedAt,
        ...(servedAt === undefined ? {} : { servedAt }),
      }
      const verdict = judge(
        ruleOf(),
        { kind: 'snapshot', snapshot: { ...snapshot, provenance }, savedIn: 'tenant.json' },
        { now: new Date(received), baseline: { kind: 'none' } },
      )
      assert.equal(verdict.kind === 'undetermined' ? verdict.reason.code : undefined, code)
    })
  }
})

describe('a waiver under a clock that was wrong while the tenant was read', () => {
  const day = 24 * hour
  const snapshot = snapshotOf(100, { mfaRegistered: 1 })
  const servedAt = '2026-11-21T10:00:00.000Z'
  const late = { ...snapshot, provenance: { ...snapshot.provenance, servedAt } }
  const reason = { code: 'token-rejected', graphCode: undefined } as const
  const unread = { kind: 'undetermined', reason, aheadMs: day } as const
  const one = (reading: Reading): TenantReading => [{ source: undefined, answers: [], reading }]
  const elsewhere = { measure: 'ssprCapable', segment: 'all' } as const
  const readings: readonly [title: string, reading: TenantReading][] = [
    ['numbers came', one({ kind: 'snapshot', snapshot: late })],
    ['none came', one(unread)],
    ['what came has not what the rule asks', one({ kind: 'snapshot', snapshot: { ...late, counts: {} } })],
    [
      'they came from another source',
      [
        { source: undefined, answers: [elsewhere], reading: { kind: 'snapshot', snapshot: late } },
        {
          source: undefined,
          answers: [{ measure: 'mfaRegistered', segment: 'all' }],
          reading: { kind: 'undetermined', reason },
        },
      ],
    ],
  ]
  for (const [title, reading] of readings) {
    it(`excuses nothing where ${title}`, async () => {
      const waiver = waiverFrom(
        {
          ...{ rule: 'mfa-registered', stack: '*/*/*', reason: 'r', owner: 'o', ticket: 't' },
          ...{ created: '2026-01-01', expires: '2099-12-31', covers: ['violation', 'undetermined'] },
        },
        undefined,
      )
      const waivers = { list: [waiver], warnDays: 14 }
      const judging = { ...context, rules: [ruleOf()], waivers }
      const { verdicts, outcome } = await assess(judging, async () => reading)
      const [verdict] = verdicts
      assert.equal(verdict?.kind === 'undetermined' ? verdict.reason.code : undefined, 'clock-off')
      assert.equal(outcome, 'undetermined')
    })
  }
})

describe('the watch over the clock', () => {
  const see = async (dates: readonly (readonly [host: string, date: string | undefined])[]) => {
    const watch = new ClockWatch(() => new Date(received))
    for (const [host, date] of dates) {
      const request = createPipelineRequest({ url: `https://${host}/x` })
      const headers = createHttpHeaders(date === undefined ? {} : { date })
      const http = { sendRequest: () => Promise.resolve({ request, headers, status: 200 }) }
      await watch.over(http, ['login', 'graph']).sendRequest(request)
    }
    const served = watch.servedAt(received)
    return served === undefined ? undefined : (Date.parse(received) - Date.parse(served)) / hour
  }
  const at = (hours: number): string => new Date(Date.parse(received) + hours * hour).toUTCString()
  const rows: readonly [title: string, dates: Parameters<typeof see>[0], ahead: number | undefined][] = [
    [
      'takes the server that is furthest off',
      [
        ['login', at(0)],
        ['graph', at(-2)],
        ['login', at(1)],
      ],
      2,
    ],
    ['sees who is behind', [['login', at(3)]], -3],
    [
      'passes over an answer without Date, or with none that is one',
      [
        ['login', undefined],
        ['graph', 'soon'],
      ],
      undefined,
    ],
    ['does not look at anybody else', [['oidc', at(9)]], undefined],
  ]
  for (const [title, dates, ahead] of rows) {
    it(title, async () => assert.equal(await see(dates), ahead))
  }
})
