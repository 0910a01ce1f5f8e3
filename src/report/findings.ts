import type { Answered } from '../rules/outcome.ts'
import type { Rule } from '../rules/rule.ts'
import { type Effect, effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import type { ReportInput } from './report-input.ts'
import { type Place, placeOf } from './place.ts'
import { stackName } from './stack-name.ts'
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
  /** Where the rule is written down; undefined for what lies outside of what tools can show. */
  readonly place: Place | undefined
  /** The stack that was judged, so that findings of several are told apart. */
  readonly stack: string | undefined
}

export function findingsOf({ assessment, stack, placed }: ReportInput): readonly Finding[] {
  return assessment.verdicts.map((verdict) => {
    const [headline = '', ...details] = verdictLines(verdict)
    const { rule } = verdict
    return {
      rule,
      verdict,
      effect: effectOf(verdict),
      waived: isWaived(verdict),
      headline,
      details,
      place: placeOf(rule, placed),
      stack: stackName(stack),
    }
  })
}

export function answeredBy({ verdict, effect, waived }: Finding): Answered {
  return { kind: verdict.kind, effect, waived }
}

/** Headline, details and stack as one text of several lines, for tools that gather findings of many runs. */
export function wholeText({ headline, details, stack }: Finding): string {
  return [headline, ...details, ...(stack === undefined ? [] : [`Stack: ${stack}.`])].join('\n')
}

/** The same from run to run, and another for each stack. */
export function identityOf({
  rule,
  stack,
}: { readonly rule: Pick<Rule, 'id'> } & Pick<Finding, 'stack'>): string {
  return `entra-mfa-gate:${stack === undefined ? '' : `${stack}:`}${rule.id}`
}

/** How the finding weighs in formats that know three weights; undefined when there is nothing to say. */
export function levelOf({ effect }: Finding): 'error' | 'warning' | undefined {
  return ({ stop: 'error', warn: 'warning', none: undefined } as const)[effect]
}
