import type { TenantReading } from '../posture/tenant-reading.ts'
import { effectOf, type Verdict } from './verdict.ts'
import type { WaiverNote } from './waiver-review.ts'

/** What was asked of the tenant, what was read, and every rule's answer. */
export interface Assessment {
  /** Undefined when no rule was enabled, so that nothing was read. */
  readonly reading: TenantReading | undefined
  readonly verdicts: readonly Verdict[]
  readonly outcome: Outcome
  /** Every waiver of the document that was used or needs attention. */
  readonly waivers: readonly WaiverNote[]
}

/** `violation` and `undetermined` stop the deployment or pipeline; what only warns is a `pass`. */
export type Outcome = 'pass' | 'violation' | 'undetermined'

/** A known violation outweighs what could not be determined. */
export function outcomeOf(verdicts: readonly Verdict[]): Outcome {
  const stopping = verdicts.filter((verdict) => effectOf(verdict) === 'stop').map((verdict) => verdict.kind)
  if (stopping.includes('violation')) return 'violation'
  return stopping.includes('undetermined') ? 'undetermined' : 'pass'
}
