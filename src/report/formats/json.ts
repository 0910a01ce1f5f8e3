import type { AuditReport } from '../../schemas/audit-report.ts'
import { type Audit, auditAnswerOf, type Render, type Report, tenantsBy, worstOf } from '../report.ts'

/** A check as `mfa-assessment.schema.json` describes it, an audit as `mfa-audit.schema.json` does. */
export const renderJson: Render = (reports, { audit }) =>
  `${JSON.stringify(audit === undefined ? reports[0]?.assessment : auditReportOf(reports, audit), undefined, 2)}\n`

function auditReportOf(
  reports: readonly Report[],
  { open, startedAt, finishedAt, auditId, version }: Audit,
): AuditReport {
  const worst = worstOf(reports)
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    auditId: auditId ?? null,
    startedAt,
    finishedAt,
    outcome: auditAnswerOf(worst),
    summary: { outcome: worst, tenants: { ...tenantsBy(reports) } },
    tenants: reports.map(({ tenant, outcome, judgedAt, earlier, assessment, reason }) => ({
      tenant: tenant.key,
      tenantId: tenant.id ?? null,
      name: tenant.name ?? null,
      tags: { ...tenant.tags },
      outcome: auditAnswerOf(outcome),
      summary: { outcome },
      judgedAt,
      earlier,
      report: assessment ?? null,
      reason: reason === undefined ? null : { ...reason },
    })),
    notAudited: [...open],
  }
}
