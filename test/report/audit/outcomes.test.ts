import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import { auditFormats } from '../../../src/report/audit/audit-formats.ts'
import { type AuditInput, type AuditRow, outcomeIn } from '../../../src/report/audit/audit-row.ts'
import { looks, rowLine } from '../../../src/report/audit/audit-sentence.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import { renderTenantsPage } from '../../../src/report/html/tenants-page.ts'
import type { AuditReport } from '../../../src/schemas/audit-report.ts'
import { auditReportSchema } from '../../../src/schemas/audit-report.ts'
import { Ajv } from 'ajv'
import { now } from '../../support/make.ts'
import { inputOf } from '../sample.ts'
import { mixes, rulesOf, type Way, ways } from '../ways-to-answer.ts'

const at = now.toISOString()

async function rowOf(mix: readonly Way[], name: string): Promise<AuditRow> {
  const report = reportOf(await inputOf(rulesOf(mix)))
  const tenant = { key: `${name}.example`, id: undefined, name, tags: {} }
  return { tenant, outcome: outcomeIn(report), judgedAt: at, report, reason: undefined, earlier: false }
}

const inputFrom = (rows: readonly AuditRow[]): AuditInput => ({
  rows,
  ...{ open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '0' },
})

const isAudit = new Ajv({ strict: false }).compile<AuditReport>(auditReportSchema)

describe('the rows of an audit', () => {
  for (const { mix, outcome } of mixes) {
    it(`say ${looks[outcome].word} in every format where it is ${mix.join('; or ')}`, async () => {
      const row = await rowOf(mix, 'Contoso')
      const input = inputFrom([row])
      const text = async (name: keyof typeof auditFormats) => (await auditFormats[name].load())(input)
      const { word, mark, emoji } = looks[outcome]
      const answers = mix.map((way) => ways[way].answer)

      const plain = await text('text')
      assert.match(plain, new RegExp(`^│ \\${mark} +│ Contoso +│ ${word} +│`, 'm'))
      assert.match(plain, new RegExp(`^Audited 1 tenant: 1 ${word}\\.$`, 'm'))
      assert.ok(rowLine(row).startsWith(`${mark} Contoso: ${word}.`))
      const page = await text('markdown')
      assert.match(page, new RegExp(`^\\| ${emoji} +\\| Contoso +\\| ${word} `, 'm'))

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
      const html = renderTenantsPage({
        ...{ writtenAt: at, version: '0' },
        tenants: [
          {
            name: 'Contoso',
            tenantId: 'c',
            trend: [],
            judgedAt: at,
            ...(row.report && { report: row.report }),
          },
        ],
      })
      assert.match(html, new RegExp(`<span class="stat">1</span><span class="told">.{0,60} ${word}<`, 'i'))

      if (answers.includes('passed') || outcome === 'passed-with-waivers') return
      for (const said of [plain, page, rowLine(row)]) assert.doesNotMatch(said, /\bpass(ed)?\b/i)
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
    const text = (await auditFormats.text.load())(inputFrom(rows))
    assert.match(
      text,
      /^Audited 7 tenants: 2 passed, 1 passed with waivers, 1 warned, 1 nothing judged, 1 could not determine, 1 refused\.$/m,
    )
  })
})
