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
  /** Null when nothing could be counted. */
  readonly count: number | null
  readonly population: number | null
  /** What was demanded on that day. */
  readonly minimumPercent: number
}
