import { formatCount } from '../model/count.ts'
import { phraseOf, remedyOf, verbOf } from '../model/measure.ts'
import { nounOf } from '../model/segment.ts'
import type { Rule } from '../rules/rule.ts'
import type { BelowMinimum } from '../rules/verdict.ts'
import { capital } from './outcome-words.ts'
import { sentence, wholeSentence } from './sentence.ts'

type Asked = Pick<Rule, 'measure' | 'segment'>

/** What to do about a violation, and what not: whoever only wants it gone would lower the minimum. */
export function violationTodo({ rule, population }: BelowMinimum): string {
  if (population > 0)
    return `To do: ${remedyOf(rule.measure).remedy}, wait some hours, run again. ${notCode(rule)}`
  const users = nounOf(rule.segment, 0)
  return `To do: find out why the tenant has no ${users}, and whether it is the tenant that is meant. Look at the tenant; do not change code or the minimum.`
}

/** What to do where an answer is missing, which no lower demand can bring. */
export function undeterminedTodo(todo: string): string {
  return `${sentence(`To do: ${todo}`)} Do not lower the minimum or the level.`
}

/** For whoever looks at one policy of the pack, before and after it has found something. */
export function remediationSteps(rule: Asked): string {
  return `${wholeSentence(remedyOf(rule.measure).remedy)} ${notCode(rule)}`
}

/** `12 more guests registered for MFA`: of whom, and what, is missing. */
export function moreUsers({ measure, segment }: Asked, missing: number): string {
  return `${formatCount(missing)} more ${nounOf(segment, missing)} ${phraseOf(measure)}`
}

function notCode({ measure, segment }: Asked): string {
  return `${capital(nounOf(segment, 2))} must ${verbOf(measure)}; do not change code or the minimum.`
}
