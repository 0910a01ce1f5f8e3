import assert from 'node:assert/strict'
import { renderSummaryPage } from '../../../src/report/html/summary-page.ts'
import { answersBefore, changeLines } from '../../../src/report/html/summary/changes.ts'
import { topTasks } from '../../../src/report/html/summary/top-tasks.ts'
import { isAssessed, titleOf } from '../../../src/report/report.ts'
import type { TrendPoint } from '../../../src/rules/trend-point.ts'
import { hardTenants } from './hard-pages.ts'
import { audit, auditReport, historyOf } from './sample-pages.ts'

const named = async (name: string, more = 0) => ({
  ...(await auditReport({ name, more })),
  tenant: { key: name, id: undefined, name, tags: {} },
})
const unreadable = async (name: string) => ({
  ...(await named(name)),
  assessment: undefined,
  outcome: 'undetermined' as const,
  reason: { code: 'x', what: 'the client secret has expired', todo: 'renew the client secret' },
})

describe('the summary of all tenants for a mail', () => {
  it('begins with what mends the most, each thing once for all tenants that want it', async () => {
    const reports = [
      await named('One'),
      await named('Two', -50),
      await named('Three', 300),
      await unreadable('Four'),
    ]
    assert.deepEqual(topTasks(reports, 3), [
      {
        what: 'Get 284 more users registered for MFA.',
        where: '2 tenants: Two (167), One (117)',
      },
      { what: 'Renew the client secret.', where: '1 tenant: Four' },
    ])
  })

  it('tells what has changed since the assessment before, what was lost first', async () => {
    const report = await named('One')
    const trend = historyOf(report, 3)
    const before = answersBefore(trend, report)
    assert.deepEqual([...new Set(before.map(({ judgedAt }) => judgedAt))], ['2026-11-21T10:00:05.000Z'])
    const past = (rule: string, verdict: TrendPoint['verdict'], waived = false) =>
      before.filter((point) => point.rule === rule).map((point) => ({ ...point, verdict, waived }))
    const changed = [
      ...past('everybody-registered', 'pass'),
      ...past('admins-capable', 'violation'),
      ...past('guests-registered', 'violation'),
      ...past('members-capable', 'pass'),
    ]
    assert.deepEqual(changeLines([report, await named('New')], new Map([['One', changed]])), [
      '1 rule no longer passes: One, everybody-registered: passed, now below the minimum at 94.06 %.',
      '1 rule passes now: One, admins-capable: below the minimum, now passed at 100.00 %.',
      '1 rule has another answer: One, guests-registered: below the minimum, now waived at 54.86 %.',
      '1 tenant without an earlier assessment.',
    ])
    const same = before.map((point) => ({ ...point, verdict: 'pass' as const }))
    const steady = same.filter(({ rule }) => rule === 'members-capable')
    assert.deepEqual(changeLines([report], new Map([['One', steady]])), [
      'Every rule has the same answer as before.',
    ])
    assert.deepEqual(changeLines([report], new Map()), ['No earlier assessment of these tenants is kept.'])
  })

  it('has a row a tenant and a column a rule, and needs no more than a mail holds, however many there are', async () => {
    const small = await hardTenants(5)
    const before = new Map(
      small.reports
        .filter(isAssessed)
        .map((report) => [report.tenant.key, answersBefore(historyOf(report, 3), report)]),
    )
    const html = renderSummaryPage(small.reports, { audit, before })
    for (const { tenant } of small.reports)
      assert.ok(html.includes(`>${titleOf(tenant).replace('&', '&#x26;')}<`))
    for (const rule of ['rule-0', 'rule-2']) assert.match(html, new RegExp(`<th [^>]*>(<[^>]*>)?${rule}<`))
    assert.match(html, /Top three to do/)

    const { reports } = await hardTenants(200)
    const large = renderSummaryPage(reports, { audit, before: new Map() })
    assert.ok(Buffer.byteLength(large) < 100_000, `${Buffer.byteLength(large)} bytes`)
    assert.match(large, /Not shown: 140 more tenants/)
    assert.doesNotMatch(large, /<script|<svg|<img|<link|<style|src=|url\(/)
    assert.match(large, /Audited 200 tenants: /)
  })

  it('holds text of a user as text', async () => {
    const html = renderSummaryPage([await named('<b>A</b> & "C"')], { audit, before: new Map() })
    assert.ok(html.includes('&#x3C;b>A&#x3C;/b> &#x26; "C"'))
  })
})
