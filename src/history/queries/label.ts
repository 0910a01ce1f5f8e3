import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { AssessmentLabel, Filter } from '../history.ts'
import type { Tables } from '../tables/tables.ts'

/** The tables as the queries call them. */
interface Joined {
  assessment: Tables['mfa_gate_assessment']
}

/** Which assessments a filter asks for; its rule and limit are left to the query. */
export function asked({ auditId, tenant, since, until }: Filter): Expression<SqlBool> {
  const eb = expressionBuilder<Joined, 'assessment'>()
  return eb.and([
    ...(auditId === undefined ? [] : [eb('assessment.audit_id', '=', auditId)]),
    ...(tenant === undefined ? [] : [isTenant(eb, tenant)]),
    ...(since === undefined ? [] : [eb('assessment.judged_at', '>=', since.toISOString())]),
    ...(until === undefined ? [] : [eb('assessment.judged_at', '<', until.toISOString())]),
  ])
}

/** Keys and ids are kept in lower case; names as they came. */
function isTenant(eb: ExpressionBuilder<Joined, 'assessment'>, tenant: string): Expression<SqlBool> {
  return eb.or([
    eb('assessment.tenant_id', '=', tenant.toLowerCase()),
    eb('assessment.tenant_key', '=', tenant.toLowerCase()),
    eb('assessment.tenant_name', '=', tenant),
  ])
}

/** What comes after an assessment in the order of time; where two have the same moment, the id decides. */
export function behind(after: Pick<LabelRow, 'judged_at' | 'id'> | undefined): Expression<SqlBool> {
  return sql<SqlBool>`(assessment.judged_at, assessment.id) > (${after?.judged_at}, ${after?.id})`
}

/** The columns of an assessment that its lines repeat. */
export const labelColumns = [
  'assessment.id',
  'assessment.audit_id',
  'assessment.tenant_key',
  'assessment.tenant_id',
  'assessment.tenant_name',
  'assessment.judged_at',
  'assessment.outcome',
  'assessment.reason_code as failed_code',
  'assessment.reason_what',
  'assessment.reason_todo',
] as const

/** Whether a stand-in was read: so the report says, which JSON writes in one way alone, and no text of it can. */
export const simulatedColumn = sql<number>`case when exists (
  select 1 from mfa_gate_report as kept
  where kept.assessment_id = assessment.id and cast(kept.report as text) like '%"simulated":true%'
) then 1 else 0 end`.as('simulated')

export interface LabelRow extends Pick<
  Tables['mfa_gate_assessment'],
  | 'audit_id'
  | 'tenant_key'
  | 'tenant_id'
  | 'tenant_name'
  | 'judged_at'
  | 'outcome'
  | 'reason_what'
  | 'reason_todo'
> {
  readonly id: number
  readonly failed_code: string | null
  readonly simulated: number
}

export function labelOf(row: LabelRow): AssessmentLabel {
  const { failed_code: code, reason_what: what, reason_todo: todo } = row
  return {
    id: row.id,
    auditId: row.audit_id,
    tenantKey: row.tenant_key,
    tenantId: row.tenant_id,
    tenantName: row.tenant_name,
    judgedAt: row.judged_at,
    outcome: row.outcome,
    simulated: row.simulated === 1,
    reason: code === null ? null : { code, what: what ?? '', todo: todo ?? '' },
  }
}
