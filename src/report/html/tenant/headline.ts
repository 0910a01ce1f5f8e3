import type { Element } from 'hast'
import { h } from 'hastscript'
import { tallyOf } from '../../../rules/outcome.ts'
import { ruleAnswers } from '../../../schemas/outcome.ts'
import { looks } from '../../audit/sentences.ts'
import { type Finding, findingsOf } from '../../findings.ts'
import { answerLooks, outcomeSentenceOf } from '../../outcome-words.ts'
import type { Report } from '../../report.ts'
import { badge, lookFrom, type Look, signOf } from '../page/verdict-look.ts'
import { amount } from '../../../model/count.ts'

/** What came of it all, in one word and one sentence, and how many rules gave which answer. */
export function headline(report: Report): Element {
  const { word, sign, tone, sentence } = headlineOf(report)
  return h('div', { className: ['card', 'headline', tone], role: 'group', ariaLabel: 'Outcome' }, [
    signOf(sign),
    h('h2', word),
    h('p', sentence),
    h(
      'ul.tally',
      countsOf(findingsOf(report)).map((look) => h('li', badge(look))),
    ),
  ])
}

interface Headline extends Look {
  readonly sentence: string
}

/** The same for the line of a tenant in the index. */
export function headlineOf(report: Report): Headline {
  return { ...lookFrom(looks[report.outcome]), sentence: sentenceOf(report) }
}

function sentenceOf(report: Report): string {
  const findings = findingsOf(report)
  const stops = findings.filter(({ effect }) => effect === 'stop')
  const unanswered = stops.filter(({ kind }) => kind === 'undetermined').length
  switch (report.outcome) {
    case 'passed':
      return 'Every rule that was asked passed.'
    case 'passed-with-waivers':
      return 'Every rule that did not pass is waived, so nothing stops a deployment.'
    case 'warned':
      return `Nothing stops a deployment, but there are warnings. ${outcomeSentenceOf(findings)}`
    case 'nothing-judged':
      return 'Every rule is disabled, so nothing was read and nothing is known.'
    case 'undetermined':
      return `${amount(unanswered, 'rule')} could not be determined, which refuses a deployment.`
    case 'defect':
      return 'The gate itself failed, which refuses a deployment.'
    case 'refused': {
      const failed = stops.length - unanswered
      const more = unanswered === 0 ? '' : `; ${amount(unanswered, 'more rule')} could not be determined`
      return `${amount(failed, 'rule')} ${failed === 1 ? 'is' : 'are'} below the minimum and would stop a deployment${more}.`
    }
  }
}

function countsOf(findings: readonly Finding[]): readonly Look[] {
  const tally = tallyOf(findings)
  return ruleAnswers
    .filter((answer) => tally[answer] > 0)
    .map((answer) => {
      const look = answerLooks[answer]
      return { word: `${tally[answer]} ${look.word}`, sign: look.mark, tone: look.tone }
    })
}
