import assert from 'node:assert/strict'
import fc from 'fast-check'
import { formats } from '../../src/report/formats/formats.ts'
import type { ReportInput } from '../../src/report/report-of.ts'
import type { Rule } from '../../src/rules/rule.ts'
import type { Verdict } from '../../src/rules/verdict.ts'
import {
  readCsv,
  readGitlab,
  readJson,
  readJunit,
  readOcsf,
  readSarif,
  renderedMarkdown,
} from './consumers.ts'
import { reportsOf } from './rendered.ts'
import { inputOf } from './sample.ts'

/** What has a meaning in one of the formats, and anything else. */
const pieces = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '\u2028',
      '\u0000',
      '\u001b[31m',
      '\ud800',
      '\uffff',
      ' ',
      '\t',
      '\\',
      '`',
      '```',
      '*',
      '_',
    ],
    ...[
      '|',
      '<b>',
      '<!--',
      '</script>',
      '&amp;',
      '&',
      ']]>',
      '"',
      "'",
      '[x](http://localhost/)',
      '![x](y)',
      '# ',
    ],
    ...[
      '::error::x',
      '::set-env name=A::b',
      '##vso[task.complete result=Succeeded;]',
      '##[command]',
      '%0A',
      '%AZP0A',
    ],
    ...[
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      ',',
      ';',
      ']',
      '%',
      '~~',
      '1. ',
      '- ',
      '> ',
      '---',
      '{{ x }}',
      '${{ x }}',
    ],
  ),
  fc.string({ unit: 'binary' }),
)
const userText = fc
  .array(pieces, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((text) => /\S/.test(text))

interface Words {
  readonly description: string
  readonly reason: string
  readonly owner: string
  readonly ticket: string
}

const words = fc.record({ description: userText, reason: userText, owner: userText, ticket: userText })

/** The sample with this user text in place of its own. */
function saying(sample: ReportInput, { description, ...others }: Words): ReportInput {
  const verdicts = sample.assessment.verdicts.map((verdict): Verdict => {
    const rule: Rule = { ...verdict.rule, description }
    if (!('waiving' in verdict)) return { ...verdict, rule }
    const waiver = { ...verdict.waiving.waiver, ...others }
    return { ...verdict, rule, waiving: { ...verdict.waiving, waiver } }
  })
  const waivers = sample.assessment.waivers.map((note) => ({
    ...note,
    waiver: { ...note.waiver, ...others },
  }))
  return { ...sample, assessment: { ...sample.assessment, verdicts, waivers } }
}

const rules = ['mfa-registered', 'advisory', 'waived', 'met', 'missing', 'asked-of-nobody']

describe('user text', () => {
  let sample: ReportInput
  before(async () => (sample = await inputOf()))

  async function holds(check: (input: ReportInput, given: Words) => Promise<void> | void): Promise<void> {
    await fc.assert(
      fc.asyncProperty(words, async (given) => check(saying(sample, given), given)),
      { numRuns: 300 },
    )
  }

  it('stays text in Markdown', async () => {
    const render = await formats.markdown.load()
    const plain = tags(renderedMarkdown(render(reportsOf(sample), {})))
    await holds((input) => {
      assert.deepEqual(tags(renderedMarkdown(render(reportsOf(input), {}))), plain)
    })
  })

  it('stays text in JUnit XML', async () => {
    const render = await formats.junit.load()
    await holds(async (input) => {
      const cases = await readJunit(render(reportsOf(input), {}))
      assert.deepEqual(
        cases.map(({ name }) => name),
        rules.map((id) => `${id} (acme/shop/prod)`),
      )
    })
  })

  it('stays text in CSV, and is no formula', async () => {
    const render = await formats.csv.load()
    await holds((input) => {
      const rows = readCsv(render(reportsOf(input), {}))
      assert.deepEqual(
        rows.map(({ rule }) => rule),
        rules,
      )
      for (const value of rows.flatMap((row) => Object.values(row)))
        assert.doesNotMatch(value, /^[=+\-@\t\r]/)
    })
  })

  it('stays text in JSON, SARIF, OCSF and code quality', async () => {
    const [json, sarif, ocsf, gitlab] = await Promise.all([
      formats.json.load(),
      formats.sarif.load(),
      formats.ocsf.load(),
      formats.gitlab.load(),
    ])
    await holds((input, { reason }) => {
      assert.equal(readJson(json(reportsOf(input), {})).verdicts[2]?.waiver?.reason, reason)
      assert.equal(readSarif(sarif(reportsOf(input), {})).results?.length, rules.length)
      assert.equal(readOcsf(ocsf(reportsOf(input), {})).length, rules.length)
      assert.equal(readGitlab(gitlab(reportsOf(input), {})).length, 5)
    })
  }).timeout(120_000)

  it('gives no command to GitHub or Azure Pipelines, whatever is printed there', async () => {
    const [text, github, azure] = await Promise.all([
      formats.text.load(),
      formats.github.load(),
      formats['azure-devops'].load(),
    ])
    const counted = [text, github, azure].map((render) => commands(render(reportsOf(sample), {})))
    await holds((input) => {
      assert.deepEqual(
        [text, github, azure].map((render) => commands(render(reportsOf(input), {}))),
        counted,
      )
    })
  })

  it('moves no cursor and paints nothing on a terminal', async () => {
    const render = await formats.text.load()
    await holds((input) => {
      const visible = render(reportsOf(input), { terminal: { columns: 100, colour: false } })
      assert.doesNotMatch(visible, /(?!\n)\p{Cc}/u)
      assert.equal(visible.split('\n').length, render(reportsOf(sample), {}).split('\n').length + 10)
    })
  })
})

/** The elements of a document in their order. */
function tags(html: string): readonly string[] {
  return html.match(/<\/?[a-z][^>]*>|<!--/gi) ?? []
}

/** What the runners would obey: GitHub at the start of a trimmed line and `##[` anywhere, Azure anywhere. */
function commands(text: string): readonly number[] {
  const lines = text.split(/\r\n|[\n\r\u0085\u2028\u2029]/)
  const starting = lines.filter((line) => line.trim().startsWith('::')).length
  return [lines.length, starting, text.match(/##vso\[/gi)?.length ?? 0, text.match(/##\[/g)?.length ?? 0]
}
