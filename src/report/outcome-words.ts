import {
  type Answered,
  isWarning,
  type Outcome,
  outcomeFrom,
  type RuleAnswer,
  ruleAnswerOf,
  tallyOf,
} from '../rules/outcome.ts'
import { amount } from '../model/count.ts'

/** How an outcome or answer is told: its word, a mark for plain text, one for Markdown, and the tone of both. */
export interface Look {
  readonly word: string
  readonly mark: string
  readonly emoji: string
  readonly tone: 'pass' | 'waived' | 'violation' | 'undetermined' | 'off'
}

/** What an assessment comes to, in the words of every report. */
export const outcomeLooks = {
  passed: { word: 'passed', mark: '✓', emoji: '✅', tone: 'pass' },
  'passed-with-waivers': { word: 'passed with waivers', mark: '~', emoji: '🟡', tone: 'waived' },
  warned: { word: 'warned', mark: '!', emoji: '⚠️', tone: 'undetermined' },
  refused: { word: 'refused', mark: '✗', emoji: '❌', tone: 'violation' },
  undetermined: { word: 'could not determine', mark: '?', emoji: '❔', tone: 'undetermined' },
  'nothing-judged': { word: 'nothing judged', mark: '-', emoji: '➖', tone: 'off' },
} as const satisfies Readonly<Record<Outcome, Look>>

/** What a rule answers, in the words of every report. */
export const answerLooks = {
  passed: { word: 'passed', mark: '✓', emoji: '✅', tone: 'pass' },
  'below-the-minimum': { word: 'below the minimum', mark: '✗', emoji: '❌', tone: 'violation' },
  undetermined: { word: 'could not determine', mark: '?', emoji: '❔', tone: 'undetermined' },
  waived: { word: 'waived', mark: '~', emoji: '🟡', tone: 'waived' },
  'not-asked': { word: 'not asked', mark: '-', emoji: '➖', tone: 'off' },
} as const satisfies Readonly<Record<RuleAnswer, Look>>

/** What an answer does, for the first column of tables; its word is told beside it. */
const effectMarks = {
  none: { mark: '✓', emoji: '✅' },
  warn: { mark: '!', emoji: '⚠️' },
  stop: { mark: '✗', emoji: '❌' },
} as const

export function marksOf(answered: Answered): Pick<Look, 'mark' | 'emoji'> {
  return answered.kind === 'not-applicable' ? answerLooks['not-asked'] : effectMarks[answered.effect]
}

export function answerLookOf(answered: Pick<Answered, 'kind' | 'waived'>): Look {
  return answerLooks[ruleAnswerOf(answered)]
}

/** With a capital, to begin a sentence or a cell. */
export function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

/** What came of it all, in a sentence; what does not stop is counted. */
export function outcomeSentenceOf(answers: readonly Answered[]): string {
  const outcome = outcomeFrom(answers)
  const word = capital(outcomeLooks[outcome].word)
  if (outcome === 'nothing-judged') return `${word}: every rule is disabled.`
  if (outcome === 'undetermined') return `${word}, which refuses.`
  const counts = outcome === 'refused' ? [] : countsOf(answers)
  return counts.length === 0 ? `${word}.` : `${word}: ${counts.join(', ')}.`
}

function countsOf(answers: readonly Answered[]): readonly string[] {
  const { waived, 'not-asked': notAsked } = tallyOf(answers)
  const warnings = answers.filter(isWarning).length
  return [
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(warnings === 0 ? [] : [amount(warnings, 'warning')]),
    ...(notAsked === 0 ? [] : [`${notAsked} not asked`]),
  ]
}
