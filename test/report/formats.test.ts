import assert from 'node:assert/strict'
import { type FormatName, formats } from '../../src/report/formats/formats.ts'
import type { ReportInput } from '../../src/report/report-of.ts'
import {
  readCsv,
  readGitlab,
  readJson,
  readJunit,
  readOcsf,
  readSarif,
  renderedMarkdown,
} from './consumers.ts'
import { rendered as renderedAs, reportsOf } from './rendered.ts'
import { inputOf } from './sample.ts'

async function rendered(name: FormatName, input?: ReportInput): Promise<string> {
  return renderedAs(name, input ?? (await inputOf()))
}

/** No snapshot was to be had. */
const unread = async () =>
  inputOf(undefined, { kind: 'undetermined', reason: { code: 'token-rejected', graphCode: undefined } })

describe('the formats', () => {
  it('json: is valid by its published schema, whatever was read', async () => {
    const report = readJson(await rendered('json'))
    assert.deepEqual(
      report.verdicts.map(({ verdict }) => verdict),
      ['violation', 'violation', 'violation', 'pass', 'undetermined', 'not-applicable'],
    )
    assert.equal(report.verdicts[0]?.shortfall, 450)
    assert.equal(report.verdicts[2]?.waiver?.owner, '@platform')
    assert.equal(report.stack.tags, null)
    const other = readJson(await rendered('json', await unread()))
    assert.equal(other.verdicts[0]?.reading?.reason?.code, 'token-rejected')
    assert.equal(other.outcome, 'undetermined')
  })

  it('sarif: is valid by the official schema, and a waiver is a suppression', async () => {
    const run = readSarif(await rendered('sarif'))
    const results = run.results ?? []
    assert.deepEqual(
      results.map(({ kind, level }) => `${kind ?? ''} ${level ?? ''}`),
      ['fail error', 'fail warning', 'fail warning', 'pass none', 'fail error', 'notApplicable none'],
    )
    assert.equal(results.filter(({ suppressions }) => suppressions !== undefined).length, 1)
    assert.match(results[2]?.suppressions?.[0]?.justification ?? '', /@platform, SEC-12, until 2026-12-31/)
    assert.deepEqual(results[0]?.locations?.[0]?.physicalLocation?.region, { startLine: 4 })
    readSarif(await rendered('sarif', await unread()))
  })

  it('junit: is what a JUnit parser takes for failures, errors and skipped cases', async () => {
    const cases = await readJunit(await rendered('junit'))
    const kinds = cases.map((one) =>
      one.failure ? 'failure' : one.error ? 'error' : one.skipped === undefined ? 'passed' : 'skipped',
    )
    assert.deepEqual(kinds, ['failure', 'skipped', 'skipped', 'passed', 'error', 'skipped'])
  })

  it('ocsf: every event is valid by the schema of the Compliance Finding', async () => {
    const events = readOcsf(await rendered('ocsf'))
    assert.deepEqual(
      events.map(({ compliance }) => compliance.status),
      ['Fail', 'Warning', 'Warning', 'Pass', 'Unknown', 'Not asked'],
    )
    readOcsf(await rendered('ocsf', await unread()))
  })

  it('csv: is read back by a CSV parser', async () => {
    const rows = readCsv(await rendered('csv'))
    assert.deepEqual(
      rows.map(({ rule, count }) => `${rule ?? ''} ${count ?? ''}`),
      ['mfa-registered 500', 'advisory 500', 'waived 500', 'met 900', 'missing ', 'asked-of-nobody '],
    )
    assert.equal(rows[2]?.['waiver_owner'], "'@platform")
  })

  it('gitlab: has what code quality demands', async () => {
    const issues = readGitlab(await rendered('gitlab'))
    assert.deepEqual(
      issues.map(({ severity }) => severity),
      ['critical', 'minor', 'info', 'critical', 'info'],
    )
  })

  it('markdown: renders to a table and no HTML of the user', async () => {
    const html = renderedMarkdown(await rendered('markdown'))
    assert.equal(html.match(/<tr>/g)?.length, 7)
    assert.match(html, /\*Most\* users \| are `registered` &lt;b&gt;soon&lt;\/b&gt;\./)
    assert.doesNotMatch(html, /<(b|em|code|a)[ >]/)
  })

  it('github: annotates what stops, warns or was not asked at the line of the rule', async () => {
    const lines = (await rendered('github')).trimEnd().split('\n')
    assert.deepEqual(
      lines.map((line) => /^(?:::\w+ [^:]*::|.*)/.exec(line)?.[0]),
      [
        '::error file=mfa-rules.yaml,line=4,title=mfa-registered::',
        '::warning file=mfa-rules.yaml,line=7,title=advisory::',
        '::warning file=mfa-rules.yaml,line=13,title=waived::',
        '::error file=mfa-rules.yaml,line=20,title=missing::',
        '::notice file=mfa-rules.yaml,line=23,title=asked-of-nobody::',
        'Refused.',
      ],
    )
  })

  it('azure-devops: logs an issue for what stops or warns', async () => {
    const lines = (await rendered('azure-devops')).trimEnd().split('\n')
    assert.equal(lines.filter((line) => line.startsWith('##vso[task.logissue type=error;')).length, 2)
    assert.equal(lines.filter((line) => line.startsWith('##vso[task.logissue type=warning;')).length, 2)
  })

  it('text: draws a table on a terminal, with colour when it may', async () => {
    const reports = reportsOf(await inputOf())
    const render = await formats.text.load()
    assert.ok(render(reports, { terminal: { columns: 100, colour: true } }).includes('\u001b[31m✗'))
    assert.ok(!render(reports, { terminal: { columns: 100, colour: false } }).includes('\u001b'))
    for (const columns of [60, 70, 80, 100, 200]) {
      const table = render(reports, { terminal: { columns, colour: false } }).split('\n\n')[0] ?? ''
      const widest = Math.max(
        ...table
          .split('\n')
          .filter((line) => /^[┌│├└]/.test(line))
          .map(({ length }) => length),
      )
      assert.ok(widest > 30 && widest <= columns, `${widest} of ${columns}`)
    }
  })
})
