import assert from 'node:assert/strict'
import { remedyOf } from '../../src/model/measure.ts'
import { reasonWords } from '../../src/report/undetermined-sentence.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { ruleSettings } from '../../src/schemas/rule.ts'
import { rendered } from './rendered.ts'
import { inputOf } from './sample.ts'

/** What one rule may come to; of 1,000 users 500 are registered for MFA, and ssprRegistered is not in the report. */
type Kind =
  'passed' | 'passed, a step is near' | 'passed, nothing to compare with' | Below | Unknown | 'not asked'
type Below = 'below' | 'below, only warns' | 'below, waived'
type Unknown = 'unknown' | 'unknown, only warns' | 'unknown, waived'
/** A waiver besides: of the rule that the row is about. */
type Waiver = 'none' | 'unused' | 'expired' | 'ends soon'

const entries: Readonly<Record<Kind, string>> = {
  passed: 'measure: mfaRegistered, minimum: 10%',
  'passed, a step is near':
    'measure: mfaRegistered, minimum: [{from: 2026-01-01, minimum: 10%}, {from: 2026-12-01, minimum: 95%}]',
  'passed, nothing to compare with': 'measure: mfaRegistered, minimum: 10%, noDropMoreThan: "2%"',
  below: 'measure: mfaRegistered, minimum: 95%',
  'below, only warns': 'measure: mfaRegistered, minimum: 95%, enforcement: advisory',
  'below, waived': 'measure: mfaRegistered, minimum: 95%',
  unknown: 'measure: ssprRegistered, minimum: 50%',
  'unknown, only warns': 'measure: ssprRegistered, minimum: 50%, onUndetermined: warn',
  'unknown, waived': 'measure: ssprRegistered, minimum: 50%',
  'not asked': 'measure: mfaRegistered, minimum: 10%, enforcement: disabled',
}
const kinds = Object.keys(entries) as Kind[]

const dates: Readonly<Record<Exclude<Waiver, 'none'>, string>> = {
  unused: 'created: 2026-11-01, expires: 2027-06-30',
  expired: 'created: 2026-10-01, expires: 2026-11-20',
  'ends soon': 'created: 2026-11-01, expires: 2026-11-25',
}

const passing: readonly Kind[] = ['passed', 'passed, a step is near', 'passed, nothing to compare with']
const below: readonly Kind[] = ['below', 'below, only warns', 'below, waived']
const unknown: readonly Kind[] = ['unknown', 'unknown, only warns', 'unknown, waived']

interface Advice {
  readonly says: RegExp
  /** The kinds of answer that it may be given for, and must. */
  readonly of: readonly Kind[]
  /** And the waivers beside which it is given; all of them unless given. */
  readonly waivers?: readonly Waiver[]
  readonly in: 'text' | 'html'
}

const anyKind = kinds
const advice: readonly Advice[] = [
  { in: 'text', says: /To do: have the missing users register at/, of: below },
  { in: 'text', says: /Users must register; do not change code or the minimum\./, of: below },
  { in: 'text', says: /To do: run again later; a missing count does not count as 0\./, of: unknown },
  { in: 'text', says: /Do not lower the minimum or the level\./, of: unknown },
  {
    in: 'text',
    says: /To do: give a directory that is kept between runs/,
    of: ['passed, nothing to compare with'],
  },
  { in: 'text', says: /would have to register for it\./, of: ['passed, a step is near'] },
  { in: 'html', says: /Get 450 more users registered for MFA\./, of: below },
  { in: 'html', says: /Run again later; a missing count does not count as 0\./, of: unknown },
  {
    in: 'html',
    says: /Before 2026-12-01, get 450 more users registered for MFA\./,
    of: ['passed, a step is near'],
  },
  {
    in: 'html',
    says: /Remove the waiver of one on [^:]+: the rule passes without it\./,
    of: passing,
    waivers: ['unused', 'ends soon'],
  },
  { in: 'html', says: />Not needed: the rule passes</, of: passing, waivers: ['unused', 'ends soon'] },
  {
    in: 'html',
    says: /Remove the waiver of one on [^:]+, or renew it: it expired on 2026-11-20\./,
    of: anyKind,
    waivers: ['expired'],
  },
  {
    in: 'html',
    says: /Decide on the waiver of one on [^:]+: it ends on 2026-11-25\./,
    of: anyKind.filter((kind) => !passing.includes(kind)),
    waivers: ['ends soon'],
  },
  {
    in: 'html',
    says: /Nothing\. Keep the assessments running/,
    of: ['passed', 'passed, nothing to compare with', 'not asked'],
    waivers: ['none'],
  },
  { in: 'html', says: /Nothing\. Keep the assessments running/, of: ['not asked'], waivers: ['unused'] },
]

function documentOf(kind: Kind, waiver: Waiver): string {
  const covers = kind.startsWith('unknown, waived') ? '[violation, undetermined]' : '[violation]'
  const used = kind.endsWith('waived') ? [`created: 2026-11-01, expires: 2027-06-30, covers: ${covers}`] : []
  const besides =
    waiver === 'none'
      ? []
      : [`${dates[waiver]}, covers: [${kind.startsWith('below') ? 'undetermined' : 'violation'}]`]
  const waivers = [...used, ...besides].map(
    (more) => `  - { rule: one, stack: "*/*/*", reason: r, owner: o, ticket: t, ${more} }`,
  )
  return [
    `rules: [{ id: one, ${entries[kind]} }]`,
    ...(waivers.length === 0 ? [] : ['waivers:', ...waivers]),
  ].join('\n')
}

function isFor({ of, waivers }: Advice, kind: Kind, waiver: Waiver): boolean {
  return of.includes(kind) && (waivers === undefined || waivers.includes(waiver))
}

/** What a page or a text advises, a sentence a line. */
function advised(text: string, format: Advice['in']): readonly string[] {
  if (format === 'text') return [...text.matchAll(/^ *To do: .*$/gm)].map(([line]) => line)
  const list = /<ol class="todo">[^]*?<\/ol>/.exec(text)?.[0] ?? ''
  return [...list.matchAll(/<strong>(?:<bdi>)?([^<]+)/g)].map(([, line = '']) => line)
}

describe('Advice', () => {
  for (const waiver of ['none', 'unused', 'expired', 'ends soon'] as const) {
    for (const kind of kinds) {
      it(`is given where it is due, and nowhere else: ${kind}; waiver: ${waiver}`, async () => {
        const input = await inputOf(documentOf(kind, waiver))
        for (const format of ['text', 'html'] as const) {
          const text = await rendered(format, input)
          const rows = advice.filter((row) => row.in === format)
          for (const { says } of rows) {
            const isDue = rows.some((row) => row.says.source === says.source && isFor(row, kind, waiver))
            assert.equal(
              says.test(text),
              isDue,
              `${format}: ${says.source}\n${advised(text, format).join('\n')}`,
            )
          }
          for (const line of advised(text, format))
            assert.ok(
              rows.some(({ says }) => says.test(line)),
              `has no row: ${line}`,
            )
        }
      })
    }
  }

  it('of a measure, that users register, is not given for what passes or could not be determined', async () => {
    for (const measure of ruleSettings.measure.enum) {
      const { remedy } = remedyOf(measure)
      const rules = `rules: [{ id: one, measure: ${measure}, minimum: 10% }]`
      assert.ok(!(await rendered('text', await inputOf(rules))).includes(remedy), measure)
    }
  })

  it('about what is missing never asks for less', async () => {
    const { verdicts } = reportOf(await inputOf(documentOf('unknown', 'none')))
    for (const { reason } of verdicts) assert.doesNotMatch(reason?.todo ?? '', /waive|lower the|disable/)
    assert.match(reasonWords({ code: 'population-zero' }).todo, /tenant that has the users/)
  })
})
