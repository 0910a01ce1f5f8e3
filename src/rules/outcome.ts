import { type gateAnswers, type outcomes, ruleAnswers } from '../schemas/outcome.ts'
import type { Effect, Verdict } from './verdict.ts'

/** What an assessment comes to. */
export type Outcome = (typeof outcomes)[number]

/** What one rule answers, waivers heeded. */
export type RuleAnswer = (typeof ruleAnswers)[number]

/** What the gate does: only `pass` lets a deployment or a pipeline go on. */
export type GateAnswer = (typeof gateAnswers)[number]

/** As much of a verdict as an outcome is made of, whether it was judged just now or read from a report. */
export interface Answered {
  readonly kind: Verdict['kind']
  readonly effect: Effect
  readonly waived: boolean
}

/**
 * A known violation outweighs what could not be determined, and what only warns a waiver. A word with "passed" in it is
 * said only where at least one rule was answered.
 */
export function outcomeFrom(answers: readonly Answered[]): Outcome {
  const asked = answers.filter(({ kind }) => kind !== 'not-applicable')
  if (asked.length === 0) return 'nothing-judged'
  const stopping = asked.filter(({ effect }) => effect === 'stop')
  if (stopping.some(({ kind }) => kind === 'violation')) return 'refused'
  if (stopping.length > 0) return 'undetermined'
  const unanswered = asked.every(({ kind }) => kind === 'undetermined')
  if (unanswered || asked.some(isWarning)) return 'warned'
  return asked.some(({ waived }) => waived) ? 'passed-with-waivers' : 'passed'
}

/** What warns without being waived. */
export function isWarning({ effect, waived }: Answered): boolean {
  return effect === 'warn' && !waived
}

export function gateAnswerOf(outcome: Outcome): GateAnswer {
  switch (outcome) {
    case 'refused':
      return 'violation'
    case 'undetermined':
      return 'undetermined'
    case 'passed':
    case 'passed-with-waivers':
    case 'warned':
    case 'nothing-judged':
      return 'pass'
  }
}

export function ruleAnswerOf({ kind, waived }: Pick<Answered, 'kind' | 'waived'>): RuleAnswer {
  if (waived) return 'waived'
  const answers = {
    pass: 'passed',
    violation: 'below-the-minimum',
    undetermined: 'undetermined',
    'not-applicable': 'not-asked',
  } as const
  return answers[kind]
}

/** How many rules gave each answer. */
export function tallyOf(answers: readonly Answered[]): Readonly<Record<RuleAnswer, number>> {
  const count = (wanted: RuleAnswer): number =>
    answers.filter((answer) => ruleAnswerOf(answer) === wanted).length
  return Object.fromEntries(ruleAnswers.map((answer) => [answer, count(answer)])) as Record<
    RuleAnswer,
    number
  >
}
