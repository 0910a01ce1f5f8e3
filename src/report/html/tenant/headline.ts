import type { Element } from 'hast'
import { h } from 'hastscript'
import { type Outcome, outcomeFrom, tallyOf } from '../../../rules/outcome.ts'
import { ruleAnswers } from '../../../schemas/outcome.ts'
import type { AssessmentReport } from '../../../schemas/assessment-report.ts'
import { answerLooks, outcomeLooks, outcomeSentenceOf } from '../../outcome-words.ts'
import { answersIn } from '../../summary.ts'
import { badge, lookFrom, type Look, signOf } from '../page/verdict-look.ts'

/** What came of it all, in one word and one sentence, and how many rules gave which answer. */
export function headline(report: AssessmentReport): Element {
  const { word, sign, tone, sentence } = headlineOf(report)
  return h('div', { className: ['card', 'headline', tone], role: 'group', ariaLabel: 'Outcome' }, [
    signOf(sign),
    h('h2', word),
    h('p', sentence),
    h(
      'ul.tally',
      countsOf(report).map((look) => h('li', badge(look))),
    ),
  ])
}

interface Headline extends Look {
  readonly sentence: string
}

/** The same for the line of a tenant in the index. */
export function headlineOf(report: AssessmentReport): Headline {
  const outcome = outcomeFrom(answersIn(report))
  return { ...lookFrom(outcomeLooks[outcome]), sentence: sentenceOf(outcome, report) }
}

function sentenceOf(outcome: Outcome, report: AssessmentReport): string {
  const stops = report.verdicts.filter(({ effect }) => effect === 'stop')
  const unanswered = stops.filter(({ verdict }) => verdict === 'undetermined').length
  switch (outcome) {
    case 'passed':
      return 'Every rule that was asked is met.'
    case 'passed-with-waivers':
      return 'What is not met is waived, so nothing stops a deployment.'
    case 'warned':
      return `Nothing stops a deployment, and not all is well. ${outcomeSentenceOf(answersIn(report))}`
    case 'nothing-judged':
      return 'Every rule is disabled, so nothing was read and nothing is known.'
    case 'undetermined':
      return `${amount(unanswered, 'rule')} could not be judged, which refuses a deployment.`
    case 'refused': {
      const failed = stops.length - unanswered
      const more = unanswered === 0 ? '' : `; ${amount(unanswered, 'more rule')} could not be judged`
      return `${amount(failed, 'rule')} ${failed === 1 ? 'is' : 'are'} violated and would stop a deployment${more}.`
    }
  }
}

function countsOf(report: AssessmentReport): readonly Look[] {
  const tally = tallyOf(answersIn(report))
  return ruleAnswers
    .filter((answer) => tally[answer] > 0)
    .map((answer) => {
      const look = answerLooks[answer]
      return { word: `${tally[answer]} ${look.word}`, sign: look.mark, tone: look.tone }
    })
}

function amount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
