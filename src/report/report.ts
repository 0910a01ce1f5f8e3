import { type Answered, type GateAnswer, gateAnswerOf, outcomeFrom } from '../rules/outcome.ts'
import type { TrendPoint } from '../rules/trend-point.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import { auditOutcomes } from '../schemas/outcome.ts'

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

/** What came of one tenant, as every format takes it: a check has one, an audit one for each tenant. */
export interface Report {
  readonly tenant: AuditedTenant
  readonly outcome: AuditOutcome
  /** ISO 8601 in UTC. */
  readonly judgedAt: string
  /** As published; undefined when a defect or the end of its workers left none. */
  readonly assessment: AssessmentReport | undefined
  /** Why there is no assessment. */
  readonly reason: { readonly code: string; readonly what: string; readonly todo: string } | undefined
  /** True when it comes from the earlier part of an audit that is resumed. */
  readonly earlier: boolean
}

/** One that holds an assessment. */
export interface Assessed extends Report {
  readonly assessment: AssessmentReport
}

/** The run that reports of many tenants are of. */
export interface Audit {
  /** Keys of the tenants that were not finished. */
  readonly open: readonly string[]
  readonly startedAt: string
  readonly finishedAt: string
  /** In the history; undefined when nothing is kept. */
  readonly auditId: string | undefined
  /** Of the gate. */
  readonly version: string
}

/** What a format has to know besides the reports. */
export interface Occasion {
  /** Undefined: the one report is of a check, in which no tenant needs a name. */
  readonly audit?: Audit
  /** How other tools name a file of ours; undefined for a file that they cannot show. */
  readonly placed?: (file: string) => string | undefined
  /** The screen that the reports are shown on; undefined for a file, a pipe or a log. */
  readonly terminal?: Terminal
  /** What a history knows of earlier answers, for the page of one tenant. */
  readonly trends?: Trends
  /** The same for the page over all tenants, by the key of the tenant. */
  readonly drawn?: ReadonlyMap<string, DrawnTrend>
}

/** By the key of the tenant, in any order. */
type Trends = ReadonlyMap<string, readonly TrendPoint[]>

/** A trend that was drawn when it was looked up: the answers of thousands of tenants over years would fill the memory. */
export interface DrawnTrend {
  readonly svg: string
  /** Days. */
  readonly first: string
  readonly last: string
  /** Between which shares. */
  readonly range: string
  /** By how much the share rose; undefined where none is known. */
  readonly change: number | undefined
}

export interface Terminal {
  /** Undefined: nobody knows how wide it is, as of a pipe that wants colour. */
  readonly columns: number | undefined
  readonly colour: boolean
}

export const noTerminal: Terminal = { columns: undefined, colour: false }

/** A format: a pure function from the reports to the whole text. */
export type Render = (reports: readonly Report[], occasion: Occasion) => string

/** A check is an audit of one tenant, whom nobody has given a name. */
export function reportOfCheck(assessment: AssessmentReport): Assessed {
  const id = tenantRead(assessment)
  return {
    tenant: { key: id ?? 'unknown', id, name: id === undefined ? 'Tenant' : undefined, tags: {} },
    outcome: outcomeIn(assessment),
    judgedAt: assessment.judgedAt,
    assessment,
    reason: undefined,
    earlier: false,
  }
}

export function isAssessed(report: Report): report is Assessed {
  return report.assessment !== undefined
}

/** The id of the tenant that was read; undefined when none of the readings came about. */
export function tenantRead({ verdicts }: AssessmentReport): string | undefined {
  return verdicts.find(({ reading }) => reading?.tenantId !== undefined)?.reading?.tenantId
}

export function titleOf({ name, key }: AuditedTenant): string {
  return name ?? key
}

/** One outcome for all, the gravest: what nobody knows is graver than what somebody has accepted. */
export function worstOf(reports: readonly Pick<Report, 'outcome'>[]): AuditOutcome {
  return auditOutcomes.find((one) => reports.some(({ outcome }) => outcome === one)) ?? 'nothing-judged'
}

/** What an assessment comes to; without one nothing could be determined. */
export function outcomeIn(assessment: AssessmentReport | undefined): AuditOutcome {
  return assessment === undefined ? 'undetermined' : outcomeFrom(answersIn(assessment))
}

type AuditAnswer = GateAnswer | 'defect'

export function auditAnswerOf(outcome: AuditOutcome): AuditAnswer {
  return outcome === 'defect' ? outcome : gateAnswerOf(outcome)
}

/** How many tenants came to each outcome. */
export function tenantsBy(
  reports: readonly Pick<Report, 'outcome'>[],
): Readonly<Record<AuditOutcome, number>> {
  const count = (wanted: AuditOutcome): number => reports.filter(({ outcome }) => outcome === wanted).length
  return Object.fromEntries(auditOutcomes.map((one) => [one, count(one)])) as Record<AuditOutcome, number>
}

/** The answers of an assessment, whichever version of the gate has written it. */
export function answersIn({ verdicts }: Pick<AssessmentReport, 'verdicts'>): readonly Answered[] {
  return verdicts.map(({ verdict, effect, waived }) => ({ kind: verdict, effect, waived }))
}

/** Whether an assessment is about the embedded tenant; older ones say so only beside numbers. */
export function isOfStandIn(
  assessment: Pick<AssessmentReport, 'simulated' | 'verdicts'> | undefined,
): boolean {
  if (assessment === undefined) return false
  return (
    assessment.simulated === true || assessment.verdicts.some(({ reading }) => reading?.simulated === true)
  )
}
