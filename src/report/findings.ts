import type { Answered } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import { type Effect, effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import type { ReportInput } from './report-input.ts'
import { type Place, placeOf } from './place.ts'
import { verdictLines } from './verdict-lines.ts'

/** One rule's answer as the formats tell it. */
export interface Finding {
  readonly rule: Rule
  readonly verdict: Verdict
  readonly effect: Effect
  readonly waived: boolean
  /** The first sentence, which tells the kinds of answer apart. */
  readonly headline: string
  readonly details: readonly string[]
  /** Where the rule is written down. */
  readonly place: Place
}

export function findingsOf({ assessment }: ReportInput): readonly Finding[] {
  return assessment.verdicts.map((verdict) => {
    const [headline = '', ...details] = verdictLines(verdict, assessment.reading)
    const { rule } = verdict
    return {
      rule,
      verdict,
      effect: effectOf(verdict),
      waived: isWaived(verdict),
      headline,
      details,
      place: placeOf(rule),
    }
  })
}

export function answeredBy({ verdict, effect, waived }: Finding): Answered {
  return { kind: verdict.kind, effect, waived }
}

/** Headline and details as one text of several lines. */
export function wholeText({ headline, details }: Finding): string {
  return [headline, ...details].join('\n')
}

/** How the finding weighs in formats that know three weights; undefined when there is nothing to say. */
export function levelOf({ effect }: Finding): 'error' | 'warning' | undefined {
  return ({ stop: 'error', warn: 'warning', none: undefined } as const)[effect]
}
