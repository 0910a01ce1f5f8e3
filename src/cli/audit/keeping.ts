import { randomUUID } from 'node:crypto'
import { ConfigurationError } from '../../config/problem.ts'
import { guid } from '../../model/guid.ts'
import type { History, KeptAssessment } from '../../history/history.ts'
import { formatMoment } from '../../report/moment.ts'
import { outcomeIn, type Report, titleOf } from '../../report/report.ts'

/** An audit as the history has it. */
export interface KeptAudit {
  readonly id: string
  readonly startedAt: string
  /** What an earlier part of it found. */
  readonly earlier: readonly Report[]
}

/** Begins an audit of these tenants. @throws ConfigurationError when the history cannot be written */
export async function beginKept(
  history: History,
  plan: string,
  tenants: readonly string[],
  startedAt: Date,
): Promise<KeptAudit> {
  const id = randomUUID()
  await history.beginAudit({ id, startedAt, plan, tenants })
  return { id, startedAt: startedAt.toISOString(), earlier: [] }
}

/**
 * Goes on with the latest unfinished audit of the same plan. `doubt` says why an answer of it is no longer one.
 * @throws ConfigurationError when there is none, or one that has become too old
 */
export async function resumeKept(
  history: History,
  plan: string,
  doubt: (row: Report) => string | undefined,
): Promise<KeptAudit> {
  const found = await history.unfinishedAudit(plan)
  if (found === undefined) throw new ConfigurationError([await nothingToResume(history)])
  const earlier: Report[] = []
  for await (const kept of history.assessments({ auditId: found.id })) earlier.push(rowFrom(kept))
  for (const row of earlier) {
    const why = doubt(row)
    if (why === undefined) continue
    throw new ConfigurationError([
      `the unfinished audit of ${formatMoment(found.startedAt)} cannot be continued: ${titleOf(row.tenant)} ${why}; leave --resume out to start a new one`,
    ])
  }
  return { id: found.id, startedAt: found.startedAt, earlier }
}

/** @throws ConfigurationError when the history cannot be written */
export async function keepRow(
  history: History,
  auditId: string,
  row: Report,
  time?: () => number,
): Promise<void> {
  const { tenant } = row
  if (row.assessment !== undefined) {
    await history.save({ auditId, tenant, report: row.assessment }, time)
  } else if (row.reason !== undefined) {
    await history.save({ auditId, tenant, failedAt: new Date(row.judgedAt), reason: row.reason }, time)
  }
}

async function nothingToResume(history: History): Promise<string> {
  const other = await history.unfinishedAudit()
  return other === undefined
    ? 'the history has no unfinished audit; leave --resume out to start one'
    : `the unfinished audit of ${formatMoment(other.startedAt)} was started with other tenants, rules, source or stack than now, so its answers do not apply; leave --resume out to start a new one`
}

/** What the history keeps of a tenant, as the reports take it. */
export function rowFrom(kept: KeptAssessment): Report {
  const { tenantKey: key, tenantId, tenantName, tags, judgedAt, report, reason } = kept
  return {
    tenant: { key, id: guid.test(tenantId) ? tenantId : undefined, name: tenantName ?? undefined, tags },
    outcome: report === null && reason?.code === 'defect' ? 'defect' : outcomeIn(report ?? undefined),
    judgedAt,
    assessment: report ?? undefined,
    reason: reason ?? undefined,
    earlier: true,
  }
}
