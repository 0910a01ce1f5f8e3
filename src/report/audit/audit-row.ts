import { type GateAnswer, gateAnswerOf, outcomeFrom } from '../../rules/outcome.ts'
import type { AssessmentReport } from '../../schemas/assessment-report.ts'
import { auditOutcomes } from '../../schemas/outcome.ts'
import { answersIn } from '../summary.ts'

/** A tenant as the audit calls it. */
export interface AuditedTenant {
  /** The id or domain by which it was asked for, in lower case; the same in every run. */
  readonly key: string
  /** Its id, where it is known. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly tags: Readonly<Record<string, string>>
}

/** `defect`: the gate itself failed at this tenant. */
export type AuditOutcome = (typeof auditOutcomes)[number]

/** What came of one tenant. */
export interface AuditRow {
  readonly tenant: AuditedTenant
  readonly outcome: AuditOutcome
  /** ISO 8601 in UTC. */
  readonly judgedAt: string
  /** Undefined when there is none because of a defect. */
  readonly report: AssessmentReport | undefined
  /** Why there is no report. */
  readonly reason: { readonly code: string; readonly what: string; readonly todo: string } | undefined
  /** True when it comes from the earlier part of an audit that is resumed. */
  readonly earlier: boolean
}

/** A whole audit, as its reports tell it. */
export interface AuditInput {
  readonly rows: readonly AuditRow[]
  /** Keys of the tenants that were not finished. */
  readonly open: readonly string[]
  readonly startedAt: string
  readonly finishedAt: string
  /** In the history; undefined when nothing is kept. */
  readonly auditId: string | undefined
  /** Of the gate. */
  readonly version: string
}

export function titleOf({ name, key }: AuditedTenant): string {
  return name ?? key
}

/** One outcome for all, the gravest: what nobody knows is graver than what somebody has accepted. */
export function worstOf(rows: readonly Pick<AuditRow, 'outcome'>[]): AuditOutcome {
  return auditOutcomes.find((one) => rows.some(({ outcome }) => outcome === one)) ?? 'nothing-judged'
}

/** What a report comes to; without one nothing could be determined. */
export function outcomeIn(report: AssessmentReport | undefined): AuditOutcome {
  return report === undefined ? 'undetermined' : outcomeFrom(answersIn(report))
}

export type AuditAnswer = GateAnswer | 'defect'

export function auditAnswerOf(outcome: AuditOutcome): AuditAnswer {
  return outcome === 'defect' ? outcome : gateAnswerOf(outcome)
}

/** How many tenants came to each outcome. */
export function tenantsBy(
  rows: readonly Pick<AuditRow, 'outcome'>[],
): Readonly<Record<AuditOutcome, number>> {
  const count = (wanted: AuditOutcome): number => rows.filter(({ outcome }) => outcome === wanted).length
  return Object.fromEntries(auditOutcomes.map((one) => [one, count(one)])) as Record<AuditOutcome, number>
}
