import type { Generated, Kysely } from 'kysely'
import type { GateAnswer } from '../../rules/outcome.ts'
import type { Effect } from '../../rules/verdict.ts'
import type { VerdictKind } from '../history.ts'

/** The tables as queries see them, the same on both databases: moments are ISO 8601 texts, JSON is text. */
export interface Tables {
  mfa_gate_audit: {
    id: string
    started_at: string
    finished_at: string | null
    plan: string
  }
  mfa_gate_audit_tenant: { audit_id: string; position: number; tenant_key: string }
  mfa_gate_assessment: {
    id: Generated<number>
    audit_id: string | null
    tenant_key: string
    tenant_id: string
    tenant_name: string | null
    tags: string
    judged_at: string
    outcome: GateAnswer
    reason_code: string | null
    reason_what: string | null
    reason_todo: string | null
  }
  mfa_gate_verdict: {
    assessment_id: number
    position: number
    rule: string
    segment: string
    measure: string
    verdict: VerdictKind
    effect: Effect
    waived: number
    count: number | null
    population: number | null
    minimum_scaled: number
    reason_code: string | null
    possibly: number | null
    device_bound: number | null
    synced: number | null
    other_mfa: number | null
    phone_only: number | null
    no_method: number | null
    not_classified: number | null
  }
  mfa_gate_report: { assessment_id: number; report: string }
}

export type Database = Kysely<Tables>
