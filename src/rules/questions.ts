import { type Question, sameQuestion } from '../posture/question.ts'
import type { Rule } from './rule.ts'

/** What must be known to judge the rules that are enabled, each thing once. */
export function questionsOf(rules: readonly Rule[]): readonly Question[] {
  const all = rules
    .filter(({ enforcement }) => enforcement !== 'disabled')
    .map(({ measure, segment }) => ({ measure, segment }))
  return all.filter((one, index) => all.findIndex((other) => sameQuestion(one, other)) === index)
}
