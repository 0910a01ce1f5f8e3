import { remedyOf, verbOf } from '../model/measure.ts'
import { nounOf } from '../model/segment.ts'
import type { Rule } from '../rules/rule.ts'
import type { Verdict } from '../rules/verdict.ts'
import { sentence, wholeSentence } from './sentence.ts'

type Asked = Pick<Rule, 'measure' | 'segment'>

/** What to do about a violation, and what not: whoever only wants it gone would lower the minimum. */
export function violationTodo({ rule, population }: Extract<Verdict, { kind: 'violation' }>): string {
  if (population > 0)
    return `To do: ${remedyOf(rule.measure).remedy}, wait some hours, run again. ${notCode(rule)}`
  const users = nounOf(rule.segment, 0)
  return `To do: find out why the tenant has no ${users}, and whether it is the tenant that is meant. It is the tenant that is to be looked at, not code or a minimum that must change.`
}

/** What to do where an answer is missing, which no lower demand can bring. */
export function undeterminedTodo(todo: string): string {
  return `${sentence(`To do: ${todo}`)} A lower minimum or level is no answer.`
}

/** For whoever looks at one policy of the pack, before and after it has found something. */
export function remediationSteps(rule: Asked): string {
  return `${wholeSentence(remedyOf(rule.measure).remedy)} ${notCode(rule)}`
}

function notCode({ measure, segment }: Asked): string {
  return `It is ${nounOf(segment, 2)} who must ${verbOf(measure)}, not code or a minimum that must change.`
}
