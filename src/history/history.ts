import type { AuditedTenant } from '../report/report.ts'
import type { GateAnswer, Outcome } from '../rules/outcome.ts'
import type { PastMethods, TrendPoint } from '../rules/trend-point.ts'
import type { Effect, Verdict } from '../rules/verdict.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

/**
 * Past assessments: counts and verdicts, nobody's name. Moments are ISO 8601 in UTC with milliseconds.
 * What goes wrong with the database is a ConfigurationError of one sentence, from any of these calls.
 */
export interface History {
  beginAudit(audit: AuditPlan): Promise<void>
  finishAudit(id: string, at: Date): Promise<void>
  /** The latest audit that was begun and not finished; of this plan when one is given. */
  unfinishedAudit(plan?: string): Promise<UnfinishedAudit | undefined>
  /**
   * All of it or nothing. A tenant that this audit has already is left as it is, so that repeating is harmless. `time`
   * says how long it may take, where that is another time than that of other steps.
   */
  save(entry: Entry, time?: () => number): Promise<'saved' | 'already-saved'>
  /** Many at once, all of them or none; for histories that are brought from elsewhere. */
  saveAll(entries: readonly Entry[]): Promise<void>
  /** Newest first. An assessment without verdicts is one line of its own. */
  list(filter?: Filter): Promise<readonly VerdictLine[]>
  /** What was judged of one tenant, or of all, oldest first. */
  trend(wanted?: TrendFilter): Promise<readonly TrendPoint[]>
  /** The newest assessment of every tenant, by display name. */
  latestPerTenant(): Promise<readonly KeptAssessment[]>
  /** Every line of the filter, oldest first, read in pages: memory stays flat however long the history is. */
  verdicts(filter?: Filter): AsyncIterable<VerdictLine>
  /** The same for whole assessments. */
  assessments(filter?: Filter): AsyncIterable<KeptAssessment>
  /** Removes, or only counts, what was judged before that moment, and audits of which nothing is left. */
  prune(before: Date, options?: { readonly dryRun?: boolean }): Promise<Pruned>
  close(): Promise<void>
}

/** One run over many tenants. */
export interface AuditPlan {
  readonly id: string
  readonly startedAt: Date
  /** Tells plans apart, so that an audit is resumed with the plan it was begun with. */
  readonly plan: string
  /** The keys of its tenants. */
  readonly tenants: readonly string[]
}

export interface UnfinishedAudit {
  readonly id: string
  readonly startedAt: string
  readonly plan: string
  readonly tenants: readonly string[]
  /** Those of them that have an assessment. */
  readonly assessed: readonly string[]
}

/** Whom an assessment is about, in the words of whoever asked for it. */
export type TenantLabel = Pick<AuditedTenant, 'key'> & Partial<AuditedTenant>

/** Why a tenant has no answer. */
export interface Reason {
  readonly code: string
  readonly what: string
  readonly todo: string
}

/** An assessment to keep, or that there is none and why. */
export type Entry = { readonly auditId?: string; readonly tenant: TenantLabel } & (
  { readonly report: AssessmentReport } | { readonly failedAt: Date; readonly reason: Reason }
)

export interface Filter {
  readonly auditId?: string
  /** An id, a key or a display name, in any case. */
  readonly tenant?: string
  readonly rule?: string
  /** The verdict of a line; for assessments, and lines without a verdict, the outcome. */
  readonly outcome?: VerdictKind
  /** Inclusive. */
  readonly since?: Date
  /** Exclusive. */
  readonly until?: Date
  readonly limit?: number
}

export type VerdictKind = Verdict['kind']

/** What assessments and their lines have in common. `tenantId` is the key while the id has not been found out. */
export interface AssessmentLabel {
  readonly id: number
  readonly auditId: string | null
  readonly tenantKey: string
  readonly tenantId: string
  readonly tenantName: string | null
  readonly judgedAt: string
  readonly outcome: GateAnswer
  /** True when the embedded tenant answered, not Microsoft. */
  readonly simulated: boolean
  /** Why nothing was judged; null where the report says it all. */
  readonly reason: Reason | null
}

export interface KeptAssessment extends AssessmentLabel {
  readonly tags: Readonly<Record<string, string>>
  /** Null when it failed before there was one. */
  readonly report: AssessmentReport | null
}

export interface VerdictLine extends AssessmentLabel {
  /** What the whole assessment comes to, in the words of the reports. */
  readonly summary: Outcome
  readonly verdict: KeptVerdict | null
}

export interface KeptVerdict {
  readonly rule: string
  readonly segment: string
  readonly measure: string
  readonly kind: VerdictKind
  readonly effect: Effect
  readonly waived: boolean
  readonly count: number | null
  readonly population: number | null
  /** Millionths of a percent, as `Minimum` has them. */
  readonly minimumScaled: number
  /** Why it is undetermined. */
  readonly reasonCode: string | null
  /** The count with those of whom nobody could tell; null where that is no other number. */
  readonly possibly: number | null
  /** Null where it does not rest on methods, or was kept by a gate that did not count them. */
  readonly methods: PastMethods | null
}

export interface TrendFilter {
  readonly tenant?: string
  readonly since?: Date
}

export interface Pruned {
  readonly assessments: number
  readonly verdicts: number
  readonly audits: number
}
