import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { looks, rowLine } from '../../../src/report/audit/sentences.ts'
import { answerLooks } from '../../../src/report/outcome-words.ts'
import { type FormatName, formats } from '../../../src/report/formats/formats.ts'
import { type Report, reportOfCheck } from '../../../src/report/report.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import type { AuditReport } from '../../../src/schemas/audit-report.ts'
import { auditReportSchema } from '../../../src/schemas/audit-report.ts'
import { Ajv } from 'ajv'
import { now } from '../../support/make.ts'
import { inputOf } from '../sample.ts'
import { mixes, rulesOf, type Way, ways } from '../ways-to-answer.ts'

const at = now.toISOString()

async function rowOf(mix: readonly Way[], name: string): Promise<Report> {
  const report = reportOfCheck(reportOf(await inputOf(rulesOf(mix))))
  return { ...report, tenant: { key: `${name}.example`, id: undefined, name, tags: {} } }
}

const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '0' }

const isAudit = new Ajv({ strict: false }).compile<AuditReport>(auditReportSchema)

describe('the rows of an audit', () => {
  for (const { mix, outcome } of mixes) {
    it(`say ${looks[outcome].word} in every format where it is ${mix.join('; or ')}`, async () => {
      const row = await rowOf(mix, 'Contoso')
      const text = async (name: FormatName) => (await formats[name].load())([row], { audit })
      const { word, mark, emoji } = looks[outcome]
      const answers = mix.map((way) => ways[way].answer)

      const plain = await text('text')
      assert.match(plain, new RegExp(`^│ \\${mark} +│ Contoso +│ ${word} +│`, 'm'))
      assert.match(plain, new RegExp(`^Audited 1 tenant: 1 ${word}\\.$`, 'm'))
      assert.ok(rowLine(row).startsWith(`${mark} Contoso: ${word}.`))
      const page = await text('markdown')
      assert.match(page, new RegExp(`^\\| Contoso +\\| ${emoji} ${word} `, 'm'))
      for (const way of mix) {
        const answer = answerLooks[ways[way].answer]
        assert.match(plain, new RegExp(`│ \\${answer.mark} ${answer.word} +│`), way)
        assert.match(page, new RegExp(`\\| ${answer.emoji} ${answer.word} +\\|`), way)
      }
      const messages = (text: string, pattern: RegExp) =>
        [...text.matchAll(pattern)].map(([, one]) => one).sort()
      const marks = answers.map((answer) => answerLooks[answer])
      assert.deepEqual(
        messages(plain, /^│[^│]*│[^│]*│[^│]*│[^│]*│ (\S) /gm),
        marks.map((one) => one.mark).sort(),
        'no rule has the mark of another, or of its tenant',
      )
      assert.deepEqual(
        messages(page, /^\| Contoso +\|[^|]*\|[^|]*\| (\S+) /gm),
        marks.map((one) => one.emoji).sort(),
      )

      const report: unknown = JSON.parse(await text('json'))
      assert.ok(isAudit(report), JSON.stringify(isAudit.errors))
      assert.equal(report.summary.outcome, outcome)
      assert.equal(report.summary.tenants[outcome], 1)
      assert.deepEqual(report.tenants[0]?.summary, { outcome })
      const csv = await text('csv')
      assert.deepEqual(
        parse<Record<string, string>>(csv, { columns: true }).map((line) => [
          line['answer'],
          line['summary'],
        ]),
        answers.map((answer) => [answer, outcome]),
      )
      const html = await text('html')
      assert.match(html, new RegExp(`<span class="stat">1</span><span class="word">.{0,60} ${word}<`, 'i'))

      if (answers.includes('passed') || outcome === 'passed-with-waivers') return
      for (const printed of [plain, page, rowLine(row)]) assert.doesNotMatch(printed, /\bpass(ed)?\b/i)
    })
  }

  it('are counted outcome by outcome', async () => {
    const rows = await Promise.all([
      ...(['met', 'met', 'disabled', 'below, and waived', 'below, and only warns'] as const).map((way) =>
        rowOf([way], way),
      ),
      rowOf(['unknown, and stops'], 'x'),
      rowOf(['below, and stops'], 'y'),
    ])
    const text = (await formats.text.load())(rows, { audit })
    assert.match(
      text,
      /^Audited 7 tenants: 2 passed, 1 passed with waivers, 1 warned, 1 nothing judged, 1 could not determine, 1 refused\.$/m,
    )
  })
})
