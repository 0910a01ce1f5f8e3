import assert from 'node:assert/strict'
import type { Reading } from '../../src/posture/snapshot.ts'
import type { TenantReading } from '../../src/posture/tenant-reading.ts'
import { type FormatName, formatNames } from '../../src/report/formats/formats.ts'
import { measures } from '../../src/schemas/rule.ts'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import { snapshotOf } from '../support/make.ts'
import {
  readCsv,
  readGitlab,
  readJson,
  readJunit,
  readOcsf,
  readSarif,
  renderedMarkdown,
} from './consumers.ts'
import { rendered } from './rendered.ts'
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
  describe(`every format of a reading from ${title}`, () => {
    const texts = new Map<FormatName, string>()
    let verdicts: readonly Reported[] = []
    const of = (name: FormatName): string => texts.get(name) ?? ''

    before(async () => {
      const input = await inputOf(rules, reading)
      for (const name of formatNames) texts.set(name, await rendered(name, input))
      const terminal = { columns: 120, colour: false }
      texts.set('text', await rendered('text', input, { terminal }))
      verdicts = readJson(of('json')).verdicts
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
      const cards = of('html').split('<article').slice(1)
      for (const [index, reported] of verdicts.entries()) {
        const { users, ratio, minimum } = inWords(reported)
        const row =
          screen.find((line) => line.startsWith('│') && line.includes(` ${reported.rule.id} `)) ?? ''
        for (const [name, text] of Object.entries({
          markdown: markdown[index] ?? '',
          row,
          html: cards[index] ?? '',
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

    it('tells the same remedy of every violation', () => {
      const events = readOcsf(of('ocsf')) as unknown as readonly Event[]
      for (const [index, { verdict, details }] of verdicts.entries()) {
        if (verdict !== 'violation') continue
        const told = details.find((line) => line.startsWith('To do: '))?.slice('To do: '.length) ?? ''
        const remedy = events[index]?.remediation?.desc ?? ''
        assert.ok(remedy.length > 20 && told.toLowerCase().startsWith(remedy.toLowerCase().slice(0, -1)))
        assert.ok(of('sarif').includes(remedy))
      }
    })
  })
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
