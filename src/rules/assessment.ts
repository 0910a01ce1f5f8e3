import type { TenantReading } from '../model/tenant-reading.ts'
import type { Situation } from './from-document.ts'
import { type Answered, type Outcome, outcomeFrom } from './outcome.ts'
import { effectOf, isWaived, type Verdict } from './verdict.ts'
import type { WaiverNote } from './waiver-review.ts'

/** What was asked of the tenant, what was read, and every rule's answer. */
export interface Assessment extends Situation {
  /** Where the rules come from, for people. */
  readonly rulesOrigin: string
  /** Empty when no rule was enabled, so that nothing was read. */
  readonly readings: TenantReading
  readonly verdicts: readonly Verdict[]
  readonly outcome: Outcome
  /** Every waiver of the document that was used or needs attention. */
  readonly waivers: readonly WaiverNote[]
}

export function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  return outcomeFrom(verdicts.map(answeredOf))
}

export function answeredOf(verdict: Verdict): Answered {
  return { kind: verdict.kind, effect: effectOf(verdict), waived: isWaived(verdict) }
}
