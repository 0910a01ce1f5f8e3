import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Count } from '../../../src/model/count.ts'
import { minimumOfPercent } from '../../../src/model/minimum.ts'
import { meets } from '../../../src/model/ratio.ts'
import { figuresAt, minimumText } from '../../../src/report/row.ts'
import { findingsOf } from '../../../src/report/findings.ts'
import { renderTenantPage } from '../../../src/report/html/tenant-page.ts'
import { headlineOf } from '../../../src/report/html/tenant/headline.ts'
import { tasksOf } from '../../../src/report/html/tenant/todo.ts'
import type { Assessed } from '../../../src/report/report.ts'
import { checkOf } from '../rendered.ts'
import { inputOf, sampleRules } from '../sample.ts'
import { auditReport, checkPage } from './sample-pages.ts'

const one = (enforcement: string, minimum: string, more = ''): string =>
  `rules:\n  - { id: only, measure: mfaRegistered, minimum: ${minimum}, enforcement: ${enforcement} }\n${more}`
const waiver =
  'waivers:\n  - { rule: only, stack: "*/*/*", reason: r, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-31 }\n'
const tasks = (report: Assessed) => tasksOf(findingsOf(report), report.assessment.waivers)
const unread = { kind: 'undetermined', reason: { code: 'token-rejected', graphCode: undefined } } as const

const headlines: readonly [title: string, rules: string, read: boolean, word: string, sentence: RegExp][] = [
  ['a pass', one('mandatory', '10%'), true, 'Passed', /Every rule that was asked passed/],
  ['a violation', one('mandatory', '95%'), true, 'Refused', /^1 rule is below the minimum/],
  [
    'an advisory violation',
    one('advisory', '95%'),
    true,
    'Warned',
    /Nothing stops a deployment, but there are warnings\. Warned: 1 warning\./,
  ],
  [
    'a waived violation',
    one('mandatory', '95%', waiver),
    true,
    'Passed with waivers',
    /Every rule that did not pass is waived/,
  ],
  [
    'no answer',
    one('mandatory', '95%'),
    false,
    'Could not determine',
    /^1 rule could not be determined, which refuses/,
  ],
  ['nothing asked', one('disabled', '95%'), true, 'Nothing judged', /Every rule is disabled/],
  ['violation and no answer', sampleRules, true, 'Refused', /1 more rule could not be determined/],
]

describe('the page of one tenant', () => {
  for (const [title, rules, read, word, sentence] of headlines) {
    it(`says of ${title}: ${word}`, async () => {
      const report = checkOf(await inputOf(rules, read ? undefined : unread))
      const headline = headlineOf(report)
      assert.equal(headline.word, word)
      assert.match(headline.sentence, sentence)
      assert.ok(renderTenantPage({ report, trend: [] }).includes(`<h2>${word}</h2>`))
    })
  }

  it('never prints a ratio that contradicts the verdict', () => {
    const counts = fc
      .integer({ min: 1, max: 2_000_000 })
      .chain((population) => fc.tuple(fc.integer({ min: 0, max: population }), fc.constant(population)))
    const percents = fc.integer({ min: 0, max: 100_000_000 }).map((scaled) => scaled / 1_000_000)
    fc.assert(
      fc.property(counts, percents, ([count, population], percent) => {
        const printed = Number.parseFloat(
          figuresAt({ count, population, minimumPercent: percent })?.ratio ?? '',
        )
        const demanded = Number.parseFloat(minimumText(percent))
        const met = meets(count as Count, population as Count, minimumOfPercent(percent))
        assert.equal(printed >= demanded, met, `${printed} of ${demanded}`)
      }),
    )
  })

  it('names what to do, the most pressing first, and what the waivers ask for', async () => {
    const messages = tasks(await auditReport()).map(({ what }) => what)
    assert.deepEqual(messages, [
      'Get 117 more users registered for MFA.',
      'Get 75 more guests registered for MFA.',
      'Decide on the waiver of guests-registered on */*/*: it ends on 2026-12-01.',
      'Remove the waiver of admins-passwordless on acme/*/*, or renew it: it expired on 2026-11-01.',
    ])
    const unanswered = checkOf(await inputOf(one('mandatory', '95%'), unread))
    assert.match(tasks(unanswered)[0]?.what ?? '', /^[A-Z].*\.$/)
    const passed = checkOf(await inputOf(one('mandatory', '10%')))
    assert.deepEqual(tasks(passed), [])
  })

  it('calls a waiver that nobody used needless only where its rule passes', async () => {
    const waived = (minimum: string): string =>
      `${one('mandatory', minimum)}waivers:\n  - { rule: only, stack: "*/*/*", reason: r, owner: o, ticket: T-1, created: 2026-11-01, expires: 2027-01-01 }\n`
    const [passed, unanswered] = [await inputOf(waived('10%')), await inputOf(waived('95%'), unread)]
    const messages = [passed, unanswered].map((input) =>
      tasks(checkOf(input))
        .map(({ what }) => what)
        .join(' '),
    )
    assert.match(messages[0] ?? '', /Remove the waiver of only .*: the rule passes without it\./)
    assert.doesNotMatch(messages[1] ?? '', /waiver/)
  })

  it('says that there is no history yet, and draws no empty chart', async () => {
    const html = await checkPage()
    assert.match(html, /There is no history of this tenant yet/)
    assert.ok(!html.includes('<figure'))
  })

  it('tells where the numbers come from, and of a stand-in that it is one', async () => {
    const report = await auditReport()
    const html = renderTenantPage({ report, trend: [] })
    const visible = [
      'registrationDetails',
      '2026-11-22 10:00:00 UTC',
      'aa'.repeat(32),
      '13 pages, 12,600 rows, 12,598 distinct users',
    ]
    for (const text of visible) assert.ok(html.includes(text), text)
    assert.ok(!html.includes('made up'))
    const verdicts = report.assessment.verdicts.map((verdict) => ({
      ...verdict,
      reading: verdict.reading && { ...verdict.reading, simulated: true },
    }))
    assert.match(
      renderTenantPage({
        report: { ...report, assessment: { ...report.assessment, verdicts } },
        trend: [],
      }),
      /These numbers are made up/,
    )
  })

  it('marks an exclusion that matches nobody, and one of which some entries do', async () => {
    const report = await auditReport()
    const unmatched = { entries: 1, at: ['mfa-rules.yaml:9'] }
    const verdicts = report.assessment.verdicts.map((verdict) => {
      const found = verdict.reading?.exclusions
      if (verdict.reading === null || found === undefined) return verdict
      const excluded = [
        ...found.excluded.map((one) => ({ ...one, unmatched })),
        { kind: 'users', reason: 'Those of last year', users: 0, unmatched },
      ]
      return { ...verdict, reading: { ...verdict.reading, exclusions: { ...found, excluded } } }
    })
    const html = renderTenantPage({
      report: { ...report, assessment: { ...report.assessment, verdicts } },
      trend: [],
    })
    const rows = html.slice(html.indexOf('id="exclusions"')).split('<tr').slice(2)
    const rowOf = (reason: string) => rows.find((row) => row.includes(reason)) ?? ''
    assert.match(rowOf('Those of last year'), /Matches nobody/)
    assert.match(rowOf('Meeting rooms'), /Entries that match nobody/)
    assert.doesNotMatch(renderTenantPage({ report, trend: [] }), /atch(?:es)? nobody/)
  })

  it('shows each ratio with nobody excluded, and what no control mapping proves', async () => {
    const html = renderTenantPage({ report: await auditReport(), trend: [] })
    assert.match(html, /93\.18 %<\/strong><\/p><p class="quiet">11,739 of 12,598 users/)
    assert.match(html, /Meeting rooms sign in on devices only/)
    assert.match(html, /IA-2\(1\)/)
    assert.match(html, /Registered is not enforced/)
  })
})
