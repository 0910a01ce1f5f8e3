import type { ByStrength } from '../model/methods/strengths.ts'
import type { Verdict } from './verdict.ts'

/** One rule's answer on an earlier day, as the history keeps it. */
export interface TrendPoint {
  /** ISO 8601, UTC. */
  readonly judgedAt: string
  readonly tenantId: string
  /** The rule's id. */
  readonly rule: string
  readonly segment: string
  readonly measure: string
  readonly verdict: Verdict['kind']
  /** That a waiver had accepted it. */
  readonly waived: boolean
  /** Null when nothing could be counted. */
  readonly count: number | null
  readonly population: number | null
  /** What was demanded on that day. */
  readonly minimumPercent: number
  /** Null where it does not rest on methods, or was kept by a gate that did not count them. */
  readonly methods?: PastMethods | null
}

/** The same users by the strongest of their methods, and how many of them have something that is not classified. */
export interface PastMethods extends ByStrength {
  readonly unclassified: number
}
