import type { AuditPlan, UnfinishedAudit } from '../history.ts'
import type { Database } from '../tables/tables.ts'
import { inChunks } from './chunks.ts'

export async function beginAudit(db: Database, audit: AuditPlan): Promise<void> {
  const planned = [...new Set(audit.tenants.map((key) => key.toLowerCase()))].map((key, position) => ({
    audit_id: audit.id,
    position,
    tenant_key: key,
  }))
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('mfa_gate_audit')
      .values({
        id: audit.id,
        started_at: audit.startedAt.toISOString(),
        finished_at: null,
        plan: audit.plan,
      })
      .execute()
    for (const rows of inChunks(planned))
      await transaction.insertInto('mfa_gate_audit_tenant').values(rows).execute()
  })
}

export async function finishAudit(db: Database, id: string, at: Date): Promise<void> {
  await db.updateTable('mfa_gate_audit').set({ finished_at: at.toISOString() }).where('id', '=', id).execute()
}

export async function unfinishedAudit(
  db: Database,
  plan: string | undefined,
): Promise<UnfinishedAudit | undefined> {
  const audit = await db
    .selectFrom('mfa_gate_audit')
    .select(['id', 'started_at as startedAt', 'plan'])
    .where('finished_at', 'is', null)
    .$if(plan !== undefined, (query) => query.where('plan', '=', plan ?? ''))
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (audit === undefined) return undefined
  const tenants = await db
    .selectFrom('mfa_gate_audit_tenant')
    .select('tenant_key as key')
    .where('audit_id', '=', audit.id)
    .orderBy('position')
    .execute()
  const assessed = await db
    .selectFrom('mfa_gate_assessment')
    .select('tenant_key as key')
    .where('audit_id', '=', audit.id)
    .orderBy('id')
    .execute()
  return { ...audit, tenants: tenants.map(({ key }) => key), assessed: assessed.map(({ key }) => key) }
}
