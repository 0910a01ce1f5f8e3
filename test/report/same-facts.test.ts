import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { violationOf } from '../../policy-pack/violations.ts'
import { renderLines } from '../../src/cli/history/lines-table.ts'
import { flatLine } from '../../src/history/export/flat-line.ts'
import type { VerdictLine } from '../../src/history/history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { recordAssessment } from '../../src/history/record-assessment.ts'
import type { Reading } from '../../src/model/snapshot.ts'
import type { TenantReading } from '../../src/model/tenant-reading.ts'
import { type FormatName, formatNames, formats } from '../../src/report/formats/formats.ts'
import { answerLooks } from '../../src/report/outcome-words.ts'
import { type Assessed, noTerminal } from '../../src/report/report.ts'
import type { ReportInput } from '../../src/report/report-of.ts'
import { statementOf } from '../../src/report/statement.ts'
import { ruleAnswerOf } from '../../src/rules/outcome.ts'
import { measures } from '../../src/schemas/rule.ts'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import { now, snapshotOf } from '../support/make.ts'
import {
  readCsv,
  readGitlab,
  readJson,
  readJunit,
  readOcsf,
  readSarif,
  renderedMarkdown,
} from './consumers.ts'
import { checkOf, rendered } from './rendered.ts'
import { inputOf } from './sample.ts'
import { rulesOf, type Way, ways } from './ways-to-answer.ts'

const all = Object.keys(ways) as readonly Way[]
const rules = `${rulesOf(all)}
  - { rule: members, stack: "other/*/*", reason: r, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-31 }
`.replace(
  'rules:\n',
  'rules:\n  - { id: members, measure: mfaCapable, segment: members, minimum: 92.345% }\n',
)

const counted = snapshotOf(1_000, { mfaRegistered: 500 })
const simulated = { ...counted, provenance: { ...counted.provenance, simulated: true } }
const walked = {
  ...snapshotOf(3_000, { mfaCapable: 2_770 }),
  segment: 'members' as const,
  provenance: { ...simulated.provenance, source: 'registrationDetails' as const },
}

const one: Reading = { kind: 'snapshot', snapshot: simulated }
const two: TenantReading = [
  {
    source: 'registrationCounts',
    answers: measures.map((measure) => ({ measure, segment: 'all' })),
    reading: one,
  },
  {
    source: 'registrationDetails',
    answers: [{ measure: 'mfaCapable', segment: 'members' }],
    reading: { kind: 'snapshot', snapshot: walked },
  },
]

interface Event {
  readonly message: string
  readonly finding_info: { readonly uid: string }
  readonly resources: readonly { readonly uid: string; readonly labels?: readonly string[] }[]
  readonly remediation?: { readonly desc: string }
  readonly unmapped: { readonly effect: string; readonly count?: number; readonly population?: number }
}

type Reported = AssessmentReport['verdicts'][number]

/** As formats for people write them; undefined where nothing was counted. */
function inWords({ count, population, ratioPercent, rule }: Reported) {
  const minimum = `${rule.minimumPercent} %`
  if (count === undefined || population === undefined) return { minimum }
  const users = `${count.toLocaleString('en')} of ${population.toLocaleString('en')}`
  return { minimum, users, ratio: ratioPercent?.toFixed(rule.minimumPercent === 92.345 ? 3 : 2) }
}

for (const [title, reading] of [
  ['one source', one],
  ['two sources', two],
] as const) {
  /** What the page says of one rule: its card, or the list of those that are disabled. */
  function cardOf(rule: string, html: string): string {
    const parts = html.split(/<article|<details class="card disabled"/).slice(1)
    return parts.find((part) => part.includes(`>${rule}<`)) ?? ''
  }

  describe(`every format of a reading from ${title}`, () => {
    const texts = new Map<FormatName, string>()
    const ofAudit = new Map<FormatName, string>()
    let input: ReportInput
    let report: Assessed
    let lines: readonly VerdictLine[] = []
    let verdicts: readonly Reported[] = []
    const of = (name: FormatName): string => texts.get(name) ?? ''

    before(async () => {
      input = await inputOf(rules, reading)
      report = checkOf(input)
      for (const name of formatNames) texts.set(name, await rendered(name, input))
      const terminal = { columns: 120, colour: false }
      texts.set('text', await rendered('text', input, { terminal }))
      verdicts = readJson(of('json')).verdicts
      const tenant = { key: 'contoso.example', id: counted.tenantId, name: 'Contoso', tags: {} }
      const at = now.toISOString()
      const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '0' }
      for (const name of formatNames)
        ofAudit.set(name, (await formats[name].load())([{ ...report, tenant }], { audit }))
      lines = await keptOf(report)
    })

    it('has every kind of verdict', () => {
      const kinds = new Set(verdicts.map(({ verdict, waived }) => `${verdict}${waived ? ', waived' : ''}`))
      assert.equal(kinds.size, 6)
      assert.equal(verdicts.length, all.length + 1)
      assert.equal(verdicts[0]?.verdict, reading === two ? 'violation' : 'undetermined')
    })

    it('csv says of each rule what json says', () => {
      const rows = readCsv(of('csv'))
      assert.deepEqual(
        rows.map((row) => [row['rule'], row['verdict'], row['effect'], row['count'], row['population']]),
        verdicts.map(({ rule, verdict, effect, count, population }) => [
          rule.id,
          verdict,
          effect,
          String(count ?? ''),
          String(population ?? ''),
        ]),
      )
      for (const [index, row] of rows.entries()) {
        const reported = verdicts[index]!
        const { ratio, minimum } = inWords(reported)
        assert.equal(row['ratio_percent'], ratio ?? '')
        assert.equal(`${row['minimum_percent'] ?? ''} %`, minimum)
        assert.equal(row['tenant'], reported.reading?.tenantId ?? '')
        assert.equal(row['simulated'] === 'yes', reported.reading?.simulated === true)
        assert.equal(row['message'], reported.message)
      }
    })

    it('ocsf says of each rule what json says, and names tenant and stand-in for all', () => {
      const events = readOcsf(of('ocsf')) as unknown as readonly Event[]
      assert.equal(events.length, verdicts.length)
      for (const [index, { unmapped, resources, message, finding_info }] of events.entries()) {
        const { effect, count, population, message: headline } = verdicts[index]!
        assert.deepEqual([unmapped.effect, unmapped.count, unmapped.population], [effect, count, population])
        assert.deepEqual([resources[0]?.uid, resources[0]?.labels], [counted.tenantId, ['simulated']])
        assert.ok(finding_info.uid.includes(counted.tenantId))
        assert.ok(message.startsWith(headline))
      }
    })

    it('sarif, junit and gitlab tell the same sentences', async () => {
      const { results = [] } = readSarif(of('sarif'))
      const cases = await readJunit(of('junit'))
      for (const [index, { rule, message, details, effect, verdict }] of verdicts.entries()) {
        const whole = [message, ...details].join('\n')
        assert.ok(results[index]?.message.text?.startsWith(whole))
        assert.equal(results[index]?.ruleId, rule.id)
        assert.ok(JSON.stringify(cases[index]).includes(JSON.stringify(message).slice(1, -1)))
        const issue = readGitlab(of('gitlab')).find(({ check_name }) => check_name === rule.id)
        assert.equal(issue !== undefined, effect !== 'none' || verdict === 'not-applicable')
        assert.ok(issue === undefined || issue.description.startsWith(whole))
      }
    })

    it('github and azure-devops weigh each rule by its effect', () => {
      for (const { rule, effect } of verdicts) {
        const level = { stop: 'error', warn: 'warning', none: undefined }[effect]
        const github = new RegExp(`^::(error|warning) [^\\n]*title=${rule.id}::`, 'm').exec(of('github'))?.[1]
        const azure = new RegExp(`type=(\\w+);[^\\n]*code=${rule.id};`).exec(of('azure-devops'))?.[1]
        assert.deepEqual([github, azure], [level, level], rule.id)
      }
    })

    it('tables for people, html and text show the same numbers, minimum and stand-in', () => {
      const markdown = renderedMarkdown(of('markdown')).split('<tr>').slice(2)
      const screen = of('text').split('\n')
      for (const [index, reported] of verdicts.entries()) {
        const { users, ratio, minimum } = inWords(reported)
        const row =
          screen.find((line) => line.startsWith('│') && line.includes(` ${reported.rule.id} `)) ?? ''
        for (const [name, text] of Object.entries({
          markdown: markdown[index] ?? '',
          row,
          html: cardOf(reported.rule.id, of('html')),
        })) {
          assert.ok(text.includes(minimum), `${name}: ${minimum}`)
          if (ratio !== undefined) assert.ok(text.includes(`${ratio} %`), `${name}: ${ratio}`)
          if (users !== undefined && name !== 'row') assert.ok(text.includes(users), `${name}: ${users}`)
        }
      }
      for (const name of ['text', 'markdown'] as const)
        assert.match(of(name), /the embedded tenant \(a stand-in, not Microsoft\)/, name)
      assert.match(of('html'), /come from the embedded tenant, a stand-in/)
    })

    it('the sentences of text and of a violation in Pulumi are those of json', () => {
      const blocks = of('text').split(/\n(?=\S [\w-]+ \[)/)
      for (const [index, { rule, message, details, effect }] of verdicts.entries()) {
        const block = blocks.find((one) => one.includes(` ${rule.id} [${rule.enforcement}, `)) ?? ''
        assert.ok(block.includes(`] ${message}`), rule.id)
        for (const line of details) assert.ok(of('text').includes(line), line)
        const finding = violationOf(input.assessment.verdicts[index]!)
        assert.equal(finding?.message, effect === 'none' ? undefined : [message, ...details].join('\n'))
        const level = { stop: 'mandatory', warn: 'advisory', none: undefined }[effect]
        assert.equal(finding?.enforcementLevel, level)
      }
    })

    it('the pack’s line has every answer with its numbers, tenant and stand-in', () => {
      const asked = input.assessment.verdicts.map(({ rule }) => rule)
      const given = { report, asked, documented: asked, rulesOrigin: 'r', tenantsCompared: true }
      const statement = statementOf(given)
      for (const reported of verdicts) {
        const { users, ratio, minimum } = inWords(reported)
        const start = statement.indexOf(`${reported.rule.id}: `)
        const answer = statement.slice(start, statement.indexOf(';', start))
        if (users === undefined) continue
        assert.ok(answer.includes(`${users} `) && answer.includes(`(${ratio ?? ''} %)`), answer)
        assert.ok(answer.includes(`${minimum} required`), answer)
      }
      assert.match(statement, new RegExp(`tenant ${counted.tenantId}, read .* a stand-in`, 'i'))
    })

    it('an audit’s csv has every cell of a check’s, and each format the mark of a stand-in', () => {
      const csv = readCsv(ofAudit.get('csv') ?? '')
      const alone = readCsv(of('csv'))
      assert.equal(csv.length, verdicts.length)
      for (const [index, row] of csv.entries()) {
        assert.equal(row['tenant_id'], counted.tenantId)
        const { tenant: _, ...check } = alone[index]!
        for (const [name, cell] of Object.entries(check)) assert.equal(row[name], cell, name)
      }
      assert.match(ofAudit.get('text') ?? '', /1 of them was read from the embedded tenant/)
      assert.match(ofAudit.get('html') ?? '', /Made up: a stand-in, not Microsoft/)
      const events = readOcsf(ofAudit.get('ocsf') ?? '') as unknown as readonly Event[]
      for (const { resources } of events)
        assert.deepEqual([resources[0]?.uid, resources[0]?.labels], [counted.tenantId, ['simulated']])
    })

    it('an audit’s rows for people show the same too', () => {
      const markdown = renderedMarkdown(ofAudit.get('markdown') ?? '')
        .split('<tr>')
        .slice(2)
      const columns = (ofAudit.get('text') ?? '')
        .split('\n')
        .filter((line) => line.startsWith('│'))
        .slice(1)
      for (const [index, reported] of verdicts.entries()) {
        const { users, ratio, minimum } = inWords(reported)
        const word = answerLooks[ruleAnswerOf({ kind: reported.verdict, waived: reported.waived })].word
        const [row = '', column = ''] = [markdown[index], columns[index]]
        const card = cardOf(reported.rule.id, ofAudit.get('html') ?? '')
        for (const text of [row, column, card]) {
          assert.ok(text.includes(minimum), text)
          assert.ok(text.toLowerCase().includes(word), text)
          if (ratio !== undefined) assert.ok(text.includes(`${ratio} %`), text)
          if (users !== undefined) assert.ok(text.includes(users), text)
        }
        assert.match(row, /SIMULATED/)
      }
    })

    it('a line of the history has them too', () => {
      const rows = renderLines(lines, noTerminal).trimEnd().split('\n').slice(1)
      assert.equal(rows.length, verdicts.length)
      for (const [index, reported] of verdicts.entries()) {
        const { ratio, minimum } = inWords(reported)
        const { effect, count, population } = reported
        const word = answerLooks[ruleAnswerOf({ kind: reported.verdict, waived: reported.waived })].word
        const row = rows[index] ?? ''
        assert.match(row, new RegExp(`SIMULATED ${counted.tenantId} +${reported.rule.id} +${word}`))
        assert.ok(row.endsWith(` ${minimum}`), row)
        if (ratio !== undefined) assert.ok(row.includes(` ${ratio} % `), row)
        const flat = flatLine(lines[index]!)
        assert.deepEqual(
          [flat.effect, flat.count, flat.population, flat.minimum_percent, flat.simulated, flat.tenant_id],
          [effect, count ?? null, population ?? null, reported.rule.minimumPercent, true, counted.tenantId],
        )
      }
    })

    it('tells the same remedy of every violation', () => {
      const events = readOcsf(of('ocsf')) as unknown as readonly Event[]
      for (const [index, { verdict, details }] of verdicts.entries()) {
        if (verdict !== 'violation') continue
        const messages = details.find((line) => line.startsWith('To do: '))?.slice('To do: '.length) ?? ''
        const remedy = events[index]?.remediation?.desc ?? ''
        assert.ok(remedy.length > 20 && messages.toLowerCase().startsWith(remedy.toLowerCase().slice(0, -1)))
        assert.ok(of('sarif').includes(remedy))
        for (const text of [of('text'), of('html'), ofAudit.get('html') ?? '', ofAudit.get('text') ?? ''])
          assert.ok(withoutLinks(text).toLowerCase().includes(remedy.toLowerCase().slice(0, -1)), remedy)
      }
    })
  })
}

/** The lines that a history keeps of it. */
async function keptOf({ assessment }: Assessed): Promise<readonly VerdictLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-facts-'))
  const history = await openHistory(parseLocation(join(folder, 'h.db'), folder, '--history'), 'write')
  try {
    await recordAssessment(history, assessment)
    return await history.list()
  } finally {
    await history.close()
    rmSync(folder, { recursive: true })
  }
}

describe('a segment of nobody that a rule takes for a pass', () => {
  it('has no ratio in any format, a terminal with room for bars included', async () => {
    const nobody = { ...walked, segment: 'guests' as const, ...snapshotTally(0) }
    const input = await inputOf(
      'rules: [{ id: g, measure: mfaCapable, segment: guests, minimum: 90%, onEmpty: pass }]',
      { kind: 'snapshot', snapshot: nobody },
    )
    assert.equal(input.assessment.verdicts[0]?.kind, 'pass')
    for (const name of formatNames) {
      const text = await rendered(name, input, { terminal: { columns: 120, colour: false } })
      assert.doesNotMatch(text, /NaN|Infinity/, name)
    }
  })
})

function snapshotTally(users: number) {
  const { population, counts } = snapshotOf(users, { mfaCapable: users })
  return { population, counts }
}

/** Addresses as a page shows them. */
function withoutLinks(html: string): string {
  return html.replaceAll(/<a class="address"[^>]*>([^<]*)<\/a>/g, '$1')
}
