import { type Question, sameQuestion } from '../model/question.ts'
import { segmentFrom } from '../model/segment.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import type { Rule } from './rule.ts'

/** What must be known to judge the rules that are enabled, and what else is asked, each thing once. */
export function questionsOf(rules: readonly Rule[], further: readonly Question[] = []): readonly Question[] {
  return once([...rules.filter(({ enforcement }) => enforcement !== 'disabled'), ...further])
}

/** What any deployment may need to know: a rule that is disabled here may be enabled for another stack. */
export function declaredQuestions({ rules }: Pick<RulesDocument, 'rules'>): readonly Question[] {
  return once(rules.map(({ measure, segment }) => ({ measure, segment: segmentFrom(segment) })))
}

function once(questions: readonly Question[]): readonly Question[] {
  const all = questions.map(({ measure, segment }) => ({ measure, segment }))
  return all.filter((one, index) => all.findIndex((other) => sameQuestion(one, other)) === index)
}
