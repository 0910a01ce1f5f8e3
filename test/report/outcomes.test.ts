import assert from 'node:assert/strict'
import { formatNames } from '../../src/report/formats/formats.ts'
import { outcomeLooks } from '../../src/report/outcome-words.ts'
import { type Outcome, outcomeFrom } from '../../src/rules/outcome.ts'
import { readCsv, readGitlab, readJson, readJunit, readOcsf, readSarif } from './consumers.ts'
import { rendered } from './rendered.ts'
import { inputOf } from './sample.ts'
import { mixes, rulesOf, type Way, ways } from './ways-to-answer.ts'

type Text = (name: string) => string

/** What is not met, not known or not asked is no passed test, and none of them is silent. */
async function checkConsumers(of: Text, mix: readonly Way[]): Promise<void> {
  const answers = mix.map((way) => ways[way].answer)
  const tests = await readJunit(of('junit'))
  assert.deepEqual(
    tests.map((test) => !test.failure && !test.error && test.skipped === undefined),
    answers.map((answer) => answer === 'passed'),
  )
  for (const [index, answer] of answers.entries()) {
    const issue = readGitlab(of('gitlab')).find(({ check_name }) => check_name === `rule-${index}`)
    assert.equal(issue !== undefined, mix[index] !== 'met', answer)
    const { kind } = readSarif(of('sarif')).results?.[index] ?? {}
    assert.equal(kind === 'pass', answer === 'passed')
  }
}

/** Nothing that people read says passed where nothing is. */
function checkWords(text: ReadonlyMap<string, string>, answers: readonly string[], outcome: Outcome): void {
  if (answers.includes('passed') || outcome === 'passed-with-waivers') return
  for (const [name, whole] of text) {
    const printed = name === 'html' ? (/<div class="card headline[^]*?<\/div>/.exec(whole)?.[0] ?? '') : whole
    if (name !== 'json') assert.doesNotMatch(printed, /\bpass(ed)?\b/i, name)
  }
}

describe('what an assessment comes to', () => {
  for (const { mix, outcome } of mixes) {
    it(`is ${outcomeLooks[outcome].word} where it is ${mix.join('; or ')}`, async () => {
      const input = await inputOf(rulesOf(mix))
      assert.equal(input.assessment.outcome, outcome)
      const text = new Map<string, string>()
      for (const name of formatNames) text.set(name, await rendered(name, input))
      const of = (name: string): string => text.get(name) ?? ''
      const word = outcomeLooks[outcome].word
      const answers = mix.map((way) => ways[way].answer)

      // In its words for people …
      for (const name of ['text', 'markdown', 'github', 'azure-devops'] as const)
        assert.match(of(name), new RegExp(`^${word}[.:,]`, 'im'), name)
      assert.match(of('html'), new RegExp(`<h2>${word}</h2>`, 'i'))
      // … and as a member for programs.
      const { summary } = readJson(of('json'))
      assert.equal(summary?.outcome, outcome)
      for (const [answer, count] of Object.entries(summary.rules))
        assert.equal(count, answers.filter((one) => one === answer).length, answer)
      assert.deepEqual(
        readCsv(of('csv')).map((row) => [row['answer'], row['summary']]),
        answers.map((answer) => [answer, outcome]),
      )
      assert.match(of('junit'), new RegExp(`<property name="summary" value="${outcome}"/>`))
      assert.deepEqual(readSarif(of('sarif')).properties, { summary: outcome })
      assert.deepEqual(
        readOcsf(of('ocsf')).map(({ compliance }) => compliance.status === 'Not asked'),
        answers.map((answer) => answer === 'not-asked'),
      )
      for (const { unmapped } of JSON.parse(of('ocsf')) as readonly { unmapped: { summary: string } }[])
        assert.equal(unmapped.summary, outcome)

      await checkConsumers(of, mix)
      checkWords(text, answers, outcome)
    })
  }

  it('is nothing judged without any rule', () => {
    assert.equal(outcomeFrom([]), 'nothing-judged')
  })
})
