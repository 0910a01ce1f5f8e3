import type { Task } from './queue.ts'
import type { FleetDatabase } from './tables.ts'

/** How far one tenant of an audit has come. */
export interface TenantStanding {
  /** How often somebody has begun with it, this time included. */
  readonly begun: number
  /** Whether the history has its answer. */
  readonly kept: boolean
}

/**
 * Counts that a tenant is begun, in the one statement that also asks whether it is done. Undefined when the audit has been
 * collected meanwhile.
 */
export async function beginTenant(
  { pool, schema }: FleetDatabase,
  auditId: string,
  key: string,
): Promise<TenantStanding | undefined> {
  const { rows } = await pool.query<TenantStanding>(
    `insert into ${schema}.fleet_attempt (audit_id, tenant_key, begun)
     select id, $2, 1 from ${schema}.fleet_audit where id = $1
     on conflict (audit_id, tenant_key) do update set begun = fleet_attempt.begun + 1
     returning begun,
       exists (select 1 from mfa_gate_assessment where audit_id = $1 and tenant_key = $2) as kept`,
    [auditId, key],
  )
  return rows[0]
}

/** How far an audit is. */
export interface AuditStanding {
  readonly planned: number
  readonly kept: number
}

export async function standingOf({ pool }: FleetDatabase, auditId: string): Promise<AuditStanding> {
  const { rows } = await pool.query<AuditStanding>(
    `select (select count(*)::int from mfa_gate_audit_tenant where audit_id = $1) as planned,
            (select count(*)::int from mfa_gate_assessment where audit_id = $1) as kept`,
    [auditId],
  )
  return rows[0] ?? { planned: 0, kept: 0 }
}

/** In the order of the tenants document. */
export async function plannedTenants({ pool }: FleetDatabase, auditId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ key: string }>(
    'select tenant_key as key from mfa_gate_audit_tenant where audit_id = $1 order by position',
    [auditId],
  )
  return rows.map(({ key }) => key)
}

/** When an audit began; undefined when the history has none of that id. */
export async function startOf({ pool }: FleetDatabase, auditId: string): Promise<Date | undefined> {
  const { rows } = await pool.query<{ at: Date }>(
    'select started_at as at from mfa_gate_audit where id = $1',
    [auditId],
  )
  return rows[0]?.at
}

/** The tenants of an audit that have no answer, as tasks. */
export async function unansweredTenants({ pool }: FleetDatabase, auditId: string): Promise<readonly Task[]> {
  const { rows } = await pool.query<Task>(
    `select planned.audit_id as "auditId", planned.position, planned.tenant_key as key
       from mfa_gate_audit_tenant as planned
      where planned.audit_id = $1
        and not exists (
          select 1 from mfa_gate_assessment as kept
           where kept.audit_id = planned.audit_id and kept.tenant_key = planned.tenant_key)
      order by planned.position`,
    [auditId],
  )
  return rows
}
