import assert from 'node:assert/strict'
import { parse } from 'csv-parse/sync'
import MarkdownIt from 'markdown-it'
import { assess } from '../../../src/gate/assess.ts'
import { type FormatName, formatNames, formats } from '../../../src/report/formats/formats.ts'
import { type Audit, type Report, reportOfCheck } from '../../../src/report/report.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import { context, now, readingsOf, ruleOf, snapshotOf } from '../../support/make.ts'

/** Names that a spreadsheet, a page, a terminal, GitHub and Azure Pipelines would each take for an order. */
const names = [
  '=cmd|calc!A0',
  '<img src=x onerror=alert(1)>',
  '\u001b[2Jgone',
  '| a | b |\n::error::x',
  '##vso[task.setvariable variable=x]y',
  '@everyone #1 `x`',
]

async function auditOf(): Promise<{ readonly reports: readonly Report[]; readonly audit: Audit }> {
  const snapshot = snapshotOf(100, { mfaRegistered: 5 })
  const assessment = await assess({ ...context, rules: [ruleOf()] }, async () =>
    readingsOf({ kind: 'snapshot', snapshot }),
  )
  const report = reportOfCheck(reportOf({ assessment, version: '0' }))
  const at = now.toISOString()
  const reports = names.map((name, index) => ({
    ...report,
    tenant: { key: `t${index}.example`, id: undefined, name, tags: { tag: name } },
  }))
  const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '0' }
  return { reports, audit }
}

async function rendered(name: FormatName): Promise<string> {
  const render = await formats[name].load()
  const { reports, audit } = await auditOf()
  return render(reports, { audit })
}

describe('the reports of an audit', () => {
  for (const name of formatNames) {
    it(`hold no control character whatever a tenant is called: ${name}`, async () => {
      assert.doesNotMatch(await rendered(name), /(?![\t\r\n])\p{Cc}/u)
    })
  }

  it('give a log no command and a table no further line', async () => {
    const text = await rendered('text')
    assert.doesNotMatch(text, /##vso\[|^::/m)
    assert.equal(text.split('\n').filter((line) => line.startsWith('│')).length, 1 + names.length)
  })

  it('give a spreadsheet a row per tenant and no formula', async () => {
    const rows = parse<Record<string, string>>(await rendered('csv'), { columns: true, bom: true })
    assert.equal(rows.length, names.length)
    for (const row of rows) for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+\-@]/)
  })

  it('give a page no markup', async () => {
    const page = new MarkdownIt({ html: true }).render(await rendered('markdown'))
    assert.doesNotMatch(page, /<img|<code>/)
    assert.equal(page.match(/<tr>/g)?.length, 1 + names.length)
  })
})
