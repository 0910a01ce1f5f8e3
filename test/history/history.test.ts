import assert from 'node:assert/strict'
import type { Filter, History, VerdictLine } from '../../src/history/history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { renderLines } from '../../src/cli/history/lines-table.ts'
import { type FlatLine, flatLine, flatLines } from '../../src/history/export/flat-line.ts'
import { noTerminal } from '../../src/report/report.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { answerLooks } from '../../src/report/outcome-words.ts'
import { inputOf, methodReading, methodRules } from '../report/sample.ts'
import { rulesOf, type Way, ways } from '../report/ways-to-answer.ts'
import { recordAssessment } from '../../src/history/record-assessment.ts'
import { onEachBackend } from './support/backends.ts'
import { takenBackTo } from './support/taken-back.ts'
import { contoso, fabrikam, reportWith, unreadReport } from './support/reports.ts'

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}

const summary = ({ judgedAt, tenantKey, verdict, outcome }: VerdictLine): string =>
  `${judgedAt.slice(5, 10)} ${tenantKey} ${verdict === null ? outcome : `${verdict.rule} ${verdict.kind}`}`

onEachBackend('The history', (fresh) => {
  let place: string
  let history: History
  const open = (access: 'read' | 'change' | 'write' = 'write'): Promise<History> =>
    openHistory(parseLocation(place, process.cwd(), '--history'), access)
  beforeEach(async () => {
    place = await fresh()
    history = await open()
  })
  afterEach(() => history.close())

  it('gives a report back as it was saved, also after it was closed and opened to read', async () => {
    const report = await reportWith()
    const tenant = { key: 'contoso.example', name: 'Contoso', tags: { region: 'eu' } }
    assert.equal(await history.save({ tenant, report }), 'saved')
    await history.close()
    history = await open('read')
    const [kept, ...others] = await all(history.assessments())
    assert.equal(others.length, 0)
    assert.deepEqual(kept?.report, report)
    assert.deepEqual(
      { ...kept, report: undefined, id: undefined },
      {
        id: undefined,
        simulated: false,
        auditId: null,
        tenantKey: 'contoso.example',
        tenantId: contoso,
        tenantName: 'Contoso',
        tags: { region: 'eu' },
        judgedAt: '2026-11-22T10:00:05.000Z',
        outcome: 'violation',
        reason: null,
        report: undefined,
      },
    )
  })

  for (const [way, { answer }] of Object.entries(ways)) {
    it(`says of a rule that is ${way} what it answers, and what it all comes to`, async () => {
      const report = reportOf(await inputOf(rulesOf([way as Way])))
      await recordAssessment(history, report)
      const messages = [answer, report.summary?.outcome]
      const listed = (await history.list()).map(flatLine)
      const exported: FlatLine[] = []
      for await (const line of flatLines(history.verdicts())) exported.push(line)
      for (const lines of [listed, exported])
        assert.deepEqual(
          lines.map((line) => [line.answer, line.summary]),
          [messages],
        )
      const visible = renderLines(await history.list(), noTerminal)
      assert.match(visible, new RegExp(` ${answerLooks[answer].word}`))
      if (answer !== 'passed') assert.doesNotMatch(visible, /pass/)
    })
  }

  it('keeps each verdict with exact numbers', async () => {
    const population = Number.MAX_SAFE_INTEGER
    await recordAssessment(
      history,
      await reportWith({ registered: 949_999, population, minimum: '99.999999%' }),
    )
    const [line] = await history.list({ rule: 'mfa' })
    assert.deepEqual(line?.verdict, {
      rule: 'mfa',
      segment: 'all',
      measure: 'mfaRegistered',
      kind: 'violation',
      effect: 'stop',
      waived: false,
      count: 949_999,
      population,
      minimumScaled: 99_999_999,
      reasonCode: null,
      possibly: null,
      methods: null,
    })
  })

  it('keeps whom nobody could tell of, and users by their methods', async () => {
    await recordAssessment(history, reportOf(await inputOf(methodRules, methodReading)))
    const lines = (await history.list()).map(flatLine)
    const messages = (rule: string) => {
      const line = lines.find((one) => one.rule === rule)
      return [line?.count, line?.population, line?.possibly, line?.not_classified]
    }
    assert.deepEqual(messages('beyond-phone'), [610, 1_010, 623, 13])
    assert.deepEqual(messages('resistant'), [null, null, null, 13])
    assert.deepEqual(messages('device-bound'), [270, 1_010, 293, 13])
    const methods = { deviceBound: 270, synced: 30, otherMfa: 310, phone: 335, none: 55, unclassified: 13 }
    const trend = await history.trend()
    assert.deepEqual(
      trend.map((point) => point.methods),
      [methods, methods, methods, methods],
    )
    const { device_bound, synced, other_mfa, phone_only, no_method } = lines[0] ?? {}
    assert.deepEqual([device_bound, synced, other_mfa, phone_only, no_method], [270, 30, 310, 335, 55])
    const exported: FlatLine[] = []
    for await (const line of flatLines(history.verdicts())) exported.push(line)
    assert.deepEqual(exported, lines)
  })

  it('brings what an earlier gate has kept up to date, and leaves it as it was', async () => {
    await recordAssessment(history, await reportWith())
    const before = await history.list()
    await history.close()
    await takenBackTo(place, '0001-first')
    await assert.rejects(
      open('read'),
      /was written by an older mfa-gate; a save with this one brings it up to date/,
    )
    history = await open()
    assert.deepEqual(await history.list(), before)
    await recordAssessment(history, reportOf(await inputOf(methodRules, methodReading)))
    assert.deepEqual(
      (await history.trend()).map(({ methods }) => methods?.deviceBound),
      [undefined, undefined, 270, 270, 270, 270],
    )
  })

  it('keeps why a tenant could not be determined, with a report and without', async () => {
    await recordAssessment(history, await unreadReport(), { id: fabrikam.toUpperCase() })
    const reason = {
      code: 'rules-invalid',
      what: 'the rules of two are invalid',
      todo: 'ask eve@contoso.example',
    }
    const failed = { tenant: { key: 'two' }, failedAt: new Date('2026-11-23T00:00:00Z'), reason }
    assert.equal(await history.save(failed), 'saved')
    const [two, one] = await history.list()
    assert.deepEqual(
      [two?.outcome, two?.verdict, two?.reason],
      ['undetermined', null, { ...reason, todo: 'ask [user]' }],
    )
    assert.deepEqual(
      [one?.tenantId, one?.verdict?.kind, one?.verdict?.reasonCode, one?.verdict?.count],
      [fabrikam, 'undetermined', 'credential-missing', null],
    )
  })

  describe('lists', () => {
    beforeEach(async () => {
      const at = (day: number): string => `2026-11-${day}T00:00:00.000Z`
      await history.beginAudit({
        id: 'audit',
        startedAt: new Date(at(10)),
        plan: 'p',
        tenants: ['one', 'two'],
      })
      const one = { tenant: { key: 'one', name: 'Contoso' } }
      const two = { tenant: { key: 'two' } }
      await history.save({ ...one, report: await reportWith({ at: at(10) }) })
      await history.save({
        ...two,
        report: await reportWith({ at: at(11), tenantId: fabrikam, registered: 99 }),
      })
      await history.save({
        ...one,
        auditId: 'audit',
        report: await reportWith({ at: at(12), registered: 99 }),
      })
      const reason = { code: 'c', what: 'w', todo: 't' }
      await history.save({ ...two, auditId: 'audit', failedAt: new Date(at(13)), reason })
    })

    const rows: readonly (readonly [title: string, filter: Filter, lines: readonly string[]])[] = [
      [
        'by tenant id',
        { tenant: fabrikam },
        ['11-13 two undetermined', '11-11 two mfa pass', '11-11 two sspr pass'],
      ],
      ['by key in any case', { tenant: 'TWO', rule: 'mfa' }, ['11-11 two mfa pass']],
      ['by name', { tenant: 'Contoso', rule: 'mfa' }, ['11-12 one mfa pass', '11-10 one mfa violation']],
      ['by rule', { rule: 'sspr', limit: 1 }, ['11-12 one sspr pass']],
      ['by verdict', { outcome: 'violation' }, ['11-10 one mfa violation']],
      ['what could not be determined', { outcome: 'undetermined' }, ['11-13 two undetermined']],
      [
        'from a moment on, inclusive',
        { since: new Date('2026-11-12T00:00:00Z') },
        ['11-13 two undetermined', '11-12 one mfa pass', '11-12 one sspr pass'],
      ],
      [
        'to a moment, exclusive',
        { until: new Date('2026-11-11T00:00:00Z') },
        ['11-10 one mfa violation', '11-10 one sspr pass'],
      ],
      ['of one audit', { auditId: 'audit', rule: 'mfa' }, ['11-12 one mfa pass']],
      ['at most', { limit: 2 }, ['11-13 two undetermined', '11-12 one mfa pass']],
      ['nothing', { tenant: "x' or 1=1 --" }, []],
    ]
    for (const [title, filter, lines] of rows) {
      it(`${title}, newest first, and the same when read oldest first`, async () => {
        assert.deepEqual((await history.list(filter)).map(summary), lines)
        if (filter.limit !== undefined) return
        const read = (await all(history.verdicts(filter))).map(summary)
        assert.deepEqual(read.toSorted(), [...lines].sort())
        assert.deepEqual(
          read.map((line) => line.slice(0, 5)),
          lines.map((line) => line.slice(0, 5)).toReversed(),
        )
      })
    }

    it('the newest assessment of each tenant', async () => {
      const found = (await history.latestPerTenant()).map(({ tenantId, judgedAt, outcome }) => [
        tenantId,
        judgedAt.slice(5, 10),
        outcome,
      ])
      assert.deepEqual(found, [
        [contoso, '11-12', 'pass'],
        [fabrikam, '11-13', 'undetermined'],
      ])
    })

    it('the trend of a tenant, oldest first', async () => {
      const trend = await history.trend({ tenant: contoso, since: new Date('2026-11-12T00:00:00Z') })
      assert.deepEqual(trend[0], {
        judgedAt: '2026-11-12T00:00:00.000Z',
        tenantId: contoso,
        rule: 'mfa',
        segment: 'all',
        measure: 'mfaRegistered',
        verdict: 'pass',
        waived: false,
        count: 99,
        population: 100,
        minimumPercent: 95,
        methods: null,
      })
      assert.equal(trend.length, 2)
      assert.deepEqual(
        (await history.trend()).map(({ judgedAt }) => judgedAt.slice(8, 10)),
        ['10', '10', '11', '11', '12', '12'],
      )
    })

    it('whole assessments that have a rule or an outcome', async () => {
      const keys = async (filter: Filter): Promise<string[]> =>
        (await all(history.assessments(filter))).map(({ tenantKey }) => tenantKey)
      assert.deepEqual(await keys({ outcome: 'violation' }), ['one'])
      assert.deepEqual(await keys({ rule: 'mfa' }), ['one', 'two', 'one'])
      assert.deepEqual(await keys({ limit: 1 }), ['one'])
    })
  })

  it('reads thousands of lines of one moment page by page, each once', async () => {
    const report = await reportWith()
    await history.saveAll(
      Array.from({ length: 620 }, (_, n) => ({ tenant: { key: `t${n}`, id: `id-${n}` }, report })),
    )
    const lines = (await all(history.verdicts())).map(summary)
    assert.equal(lines.length, 1_240)
    assert.equal(new Set(lines).size, 1_240)
    assert.equal(new Set((await all(history.assessments())).map(({ id }) => id)).size, 620)
    assert.equal((await all(history.verdicts({ limit: 1_001 }))).length, 1_001)
  })

  it('tells what is left of the audit that was begun last, and nothing once it is finished', async () => {
    const tenants = ['One.example', 'two', 'three']
    assert.equal(await history.unfinishedAudit(), undefined)
    const plan = { plan: 'p', tenants }
    await history.beginAudit({ id: 'first', startedAt: new Date('2026-11-01T00:00:00Z'), ...plan })
    await history.beginAudit({ id: 'second', startedAt: new Date('2026-11-02T00:00:00Z'), ...plan })
    const report = await reportWith()
    await history.save({ auditId: 'second', tenant: { key: 'ONE.example' }, report })
    assert.deepEqual(await history.unfinishedAudit('p'), {
      id: 'second',
      startedAt: '2026-11-02T00:00:00.000Z',
      plan: 'p',
      tenants: ['one.example', 'two', 'three'],
      assessed: ['one.example'],
    })
    assert.equal(await history.unfinishedAudit('another plan'), undefined)
    await history.finishAudit('second', new Date('2026-11-02T01:00:00Z'))
    assert.equal((await history.unfinishedAudit())?.id, 'first')
  })

  it('keeps one assessment of a tenant in an audit, whoever saves it again', async () => {
    await history.beginAudit({ id: 'audit', startedAt: new Date(), plan: 'p', tenants: ['one'] })
    const entry = { auditId: 'audit', tenant: { key: 'one' } }
    assert.equal(await history.save({ ...entry, report: await reportWith() }), 'saved')
    assert.equal(
      await history.save({ ...entry, report: await reportWith({ registered: 99 }) }),
      'already-saved',
    )
    assert.deepEqual((await history.list()).map(summary), ['11-22 one mfa violation', '11-22 one sspr pass'])
  })

  it('knows a tenant by its id, before and after the first time that it could be read', async () => {
    const tenant = { key: 'Contoso.example' }
    const reason = { code: 'c', what: 'w', todo: 't' }
    const failed = (day: string) => ({ tenant, failedAt: new Date(day), reason })
    await history.save(failed('2026-11-01'))
    assert.deepEqual(
      (await history.latestPerTenant()).map(({ tenantId }) => tenantId),
      ['contoso.example'],
    )
    await history.save({ tenant, report: await reportWith() })
    await history.save(failed('2026-11-30'))
    await recordAssessment(history, await reportWith({ at: '2026-12-01T00:00:00.000Z' }))
    assert.equal((await history.latestPerTenant()).length, 1)
    assert.equal((await history.list({ tenant: contoso })).length, 6)
  })

  it('prunes what is older than a moment, and says before how much that is', async () => {
    const at = (day: string): string => `2026-11-${day}T00:00:00.000Z`
    await history.beginAudit({ id: 'old', startedAt: new Date(at('01')), plan: 'p', tenants: ['one', 'two'] })
    await history.beginAudit({ id: 'over', startedAt: new Date(at('02')), plan: 'p', tenants: ['one'] })
    await history.save({ auditId: 'old', tenant: { key: 'one' }, report: await reportWith({ at: at('01') }) })
    await history.save({
      auditId: 'over',
      tenant: { key: 'one' },
      report: await reportWith({ at: at('03') }),
    })
    const expected = { assessments: 1, verdicts: 2, audits: 1 }
    const before = new Date(at('03'))
    assert.deepEqual(await history.prune(before, { dryRun: true }), expected)
    assert.equal((await history.list()).length, 4)
    assert.deepEqual(await history.prune(before), expected)
    assert.deepEqual((await history.list()).map(summary), ['11-03 one mfa violation', '11-03 one sspr pass'])
    assert.equal((await history.unfinishedAudit())?.id, 'over')
    assert.deepEqual(await history.prune(before), { assessments: 0, verdicts: 0, audits: 0 })
  })

  it('saves what comes at once, as from tenants that are read side by side', async () => {
    await history.beginAudit({ id: 'audit', startedAt: new Date(), plan: 'p', tenants: ['t0'] })
    const report = await reportWith()
    const saves = Array.from({ length: 60 }, (_, n) =>
      history.save({ auditId: 'audit', tenant: { key: `t${n % 40}` }, report }),
    )
    const printed = await Promise.all(saves)
    assert.equal(printed.filter((answer) => answer === 'saved').length, 40)
    assert.equal((await history.list()).length, 80)
  })

  it('saves all of many or none', async () => {
    const report = await reportWith()
    const entries = [
      { tenant: { key: 'one' }, report },
      { auditId: 'never begun', tenant: { key: 'two' }, report },
    ]
    await assert.rejects(history.saveAll(entries))
    assert.deepEqual(await history.list(), [])
  })

  it('keeps names with every character, on one line', async () => {
    const name = "Zoë's \u0000 «O'Hara» \ud800 \n 🔐"
    await history.save({
      tenant: { key: 'one', name, tags: { 'a\u0000': name } },
      report: await reportWith(),
    })
    const [kept] = await history.latestPerTenant()
    assert.equal(kept?.tenantName, "Zoë's \ufffd «O'Hara» \ufffd 🔐")
    assert.deepEqual(kept.tags, { 'a\u0000': name.toWellFormed() })
  })
})
