import type { AuditReport } from '../../schemas/audit-report.ts'
import { auditAnswerOf, type AuditInput, tenantsBy, worstOf } from './audit-row.ts'

/** The audit as the published schema `mfa-audit.schema.json` describes it. */
export function renderAuditJson(input: AuditInput): string {
  return `${JSON.stringify(auditReportOf(input), undefined, 2)}\n`
}

function auditReportOf({ rows, open, startedAt, finishedAt, auditId, version }: AuditInput): AuditReport {
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    auditId: auditId ?? null,
    startedAt,
    finishedAt,
    outcome: auditAnswerOf(worstOf(rows)),
    summary: { outcome: worstOf(rows), tenants: { ...tenantsBy(rows) } },
    tenants: rows.map(({ tenant, outcome, judgedAt, earlier, report, reason }) => ({
      tenant: tenant.key,
      tenantId: tenant.id ?? null,
      name: tenant.name ?? null,
      tags: { ...tenant.tags },
      outcome: auditAnswerOf(outcome),
      summary: { outcome },
      judgedAt,
      earlier,
      report: report ?? null,
      reason: reason === undefined ? null : { ...reason },
    })),
    notAudited: [...open],
  }
}
