import pMap from 'p-map'
import type { AuditOutcome, AuditRow } from '../report/audit/audit-row.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { AuditTenant } from './audit-tenant.ts'
import { unnamed } from './tenants-to-audit.ts'

/** The world as an audit needs it. */
export interface AuditEdges {
  readonly assess: (tenant: AuditTenant) => Promise<AssessmentReport>
  /** Keeps a finished tenant. What it throws ends the audit. */
  readonly keep: (row: AuditRow) => Promise<void>
  readonly started: (tenant: AuditTenant) => void
  /** Told of every tenant that was started, after it was kept; without a row when it was not finished. */
  readonly ended: (tenant: AuditTenant, row: AuditRow | undefined) => void
  readonly now: () => Date
  /** A defect of the gate as a sentence without secrets. */
  readonly tellDefect: (error: unknown) => string
  readonly interrupt: AbortSignal
  /** How many tenants are read at a time. */
  readonly concurrency: number
}

/**
 * Assesses the tenants side by side and answers those that were finished, in the order given. A tenant's failure is its
 * own row; the interrupt starts no further tenant and leaves those that are running unfinished.
 */
export async function runAudit(
  tenants: readonly AuditTenant[],
  edges: AuditEdges,
): Promise<readonly AuditRow[]> {
  const rows = await pMap(tenants, (tenant) => auditOne(tenant, edges), { concurrency: edges.concurrency })
  return rows.filter((row) => row !== undefined)
}

async function auditOne(tenant: AuditTenant, edges: AuditEdges): Promise<AuditRow | undefined> {
  if (edges.interrupt.aborted) return undefined
  edges.started(tenant)
  let row: AuditRow | undefined
  try {
    row = await rowOf(tenant, edges)
    if (row !== undefined) await edges.keep(row)
  } finally {
    edges.ended(tenant, row)
  }
  return row
}

async function rowOf(
  tenant: AuditTenant,
  { assess, now, tellDefect, interrupt }: AuditEdges,
): Promise<AuditRow | undefined> {
  const { label } = tenant
  try {
    const report = await assess(tenant)
    const { outcome, judgedAt } = report
    const read = report.verdicts.find(({ reading }) => reading?.tenantId !== undefined)?.reading?.tenantId
    const id = label.id ?? read
    const known = { ...label, id, key: label.key === unnamed ? (id ?? unnamed) : label.key }
    return { tenant: known, outcome, judgedAt, report, reason: undefined, earlier: false }
  } catch (error) {
    if (interrupt.aborted) return undefined
    const reason = {
      code: 'defect',
      what: tellDefect(error),
      todo: 'report this line; it is a defect of the gate',
    }
    const outcome: AuditOutcome = 'defect'
    return {
      tenant: label,
      outcome,
      judgedAt: now().toISOString(),
      report: undefined,
      reason,
      earlier: false,
    }
  }
}
