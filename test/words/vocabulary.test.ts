import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerLooks, outcomeLooks } from '../../src/report/outcome-words.ts'
import { projectDirectory } from '../support/run-process.ts'
import { type Sentence, sentencesOfGolden, sentencesOfPages, sentencesOfProgram } from './sentences.ts'

/** What is not to be read, and what is said instead. */
const refused: readonly (readonly [form: RegExp, instead: string])[] = [
  [/\bviolat(e|es|ed|ing|ion|ions)\b/i, 'below the minimum; of an assessment: refused'],
  [/\bundetermined\b/i, 'could not determine'],
  [
    /\b((is|are|was|were|be|not|now:) met|unmet)\b|: met\./i,
    'passed, did not pass, below the minimum; of a ramp: reached',
  ],
  [/\b(non-?compliant|threshold|coverage)\b/i, 'below the minimum, minimum, ratio'],
  [/\bfail(ed|ing|s)? rules?\b|\brules? (that )?fail(s|ed)?\b/i, 'did not pass'],
  [/\d%/, 'a number, a space and %: 95 %'],
  [/\d percent\b/i, '%'],
  [
    /\b(anew|whomever|beneath|grave|graver|gravest|mend|mends|mended)\b/i,
    'plain words: again, under, serious, correct',
  ],
  [/\bhangs? on\b/i, 'depends on'],
  [
    /\bthere where\b|\bof nobody\b|\b(told|tells) no\b|\bon another way\b|\bis kept that fits\b/i,
    'a sentence that is no riddle',
  ],
  [/\bgo(es)? on with\b|\bgone on with\b/i, 'continue'],
  [/\blook(ed)? after\b|\btaken? for( a)?\b|\bhas Node\b/i, 'check, count as, makes'],
  [
    /\bwhoever\b|\b(is|are|be) told\b(?! apart)|\bbefall|\bfor want of\b|\b(if|when) it stays so\b|\bthis way in\b|\bon neither side\b|\bis no moment\b|\blies behind a\b/i,
    'people who, … says, because … is missing, if this happens again, this kind of sign-in, neither for nor against, the cause of',
  ],
]

/** Values that machines read, marked as such; a template's own code is none of the text. */
function withoutValues(text: string): string {
  return text
    .replaceAll(/\$\{[^}]*\}/g, '…')
    .replaceAll(/\\?`[^`]*`/g, '…')
    .replaceAll(/"[^"]*"/g, '…')
    .replaceAll(
      /covers: \[[^\]]*\]|\b(violation|undetermined|unmet|met): |\w+: undetermined|covers: \[|without it: \[violation\]|For met: /g,
      '…',
    )
    .replaceAll(/\bconst \w+|%[0-9A-F]{2}|\w+=\d+%|^.*schema\.json⏎.*$/g, '…')
}

function refusedOf(sentences: readonly Sentence[]): readonly string[] {
  return sentences.flatMap(({ place, text }) => {
    const plain = withoutValues(text)
    return refused.flatMap(([form, instead]) => {
      const found = form.exec(plain)?.[0]
      return found === undefined ? [] : [`${place}: “${found}”; say: ${instead}`]
    })
  })
}

describe('The words that users read', () => {
  for (const [what, sentences, least] of [
    ['messages, help and descriptions', sentencesOfProgram, 1_500],
    ['pages', sentencesOfPages, 1_500],
    ['reports for people', sentencesOfGolden, 150],
  ] as const) {
    it(`are of one vocabulary: ${what}`, () => {
      const all = sentences()
      assert.ok(all.length > least, `${all.length}`)
      assert.deepEqual(refusedOf(all), [])
    })
  }

  it('are looked for: each that is refused is found where it stands', () => {
    const examples = [
      '1 rule is violated',
      'the rule is undetermined',
      'what is not met',
      '85 % now: met.',
      'a threshold',
    ]
    const others = [
      '2 failed rules',
      '95% of users',
      '95 percent',
      'begin it anew',
      'it hangs on it',
      'told no time',
    ]
    for (const text of [...examples, ...others])
      assert.notDeepEqual(refusedOf([{ place: 'x', text }]), [], text)
  })

  it('are looked for on the pages of contributors, of proofs and of measurements too', () => {
    const places = sentencesOfPages().map(({ place }) => place)
    for (const folder of ['.github/workflows/', '.github/ISSUE_TEMPLATE/', 'docs/proof/', 'docs/bench/'])
      assert.ok(
        places.some((place) => place.startsWith(folder)),
        folder,
      )
  })

  it('have their machine values told in one place', () => {
    const page = readFileSync(join(projectDirectory, 'docs/ci.md'), 'utf8')
    for (const [value, { word }] of Object.entries(outcomeLooks))
      assert.ok(page.includes(`| ${word} | \`${value}\` |`), word)
    for (const [value, { word }] of Object.entries(answerLooks))
      assert.ok(page.includes(`| ${word} | \`${value}\` |`), word)
  })
})
