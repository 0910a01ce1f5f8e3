import pMap from 'p-map'
import { type AuditedTenant, type Report, reportOfCheck, tenantRead } from '../report/report.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
import type { AuditTenant } from './audit-tenant.ts'
import { unnamed } from './tenants-to-audit.ts'

/** A tenant's answer, and its evidence where that was asked for. */
interface Finished {
  readonly report: AssessmentReport
  readonly bundle: Uint8Array | undefined
}

/** The world as an audit needs it. */
export interface AuditEffects {
  readonly assess: (tenant: AuditTenant) => Promise<Finished>
  /** Keeps a finished tenant, with its evidence where there is some. What it throws ends the audit. */
  readonly keep: (row: Report, bundle: Uint8Array | undefined, tenant: AuditTenant) => Promise<void>
  readonly started: (tenant: AuditTenant) => void
  /** Told of every tenant that was started, after it was kept; without a row when it was not finished. */
  readonly ended: (tenant: AuditTenant, row: Report | undefined) => void
  readonly now: () => Date
  /** Leaves out the secrets in what is told of a defect of the gate. */
  readonly redact: (text: string) => string
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
  effects: AuditEffects,
): Promise<readonly Report[]> {
  const rows = await pMap(tenants, (tenant) => auditOne(tenant, effects), {
    concurrency: effects.concurrency,
  })
  return rows.filter((row) => row !== undefined)
}

async function auditOne(tenant: AuditTenant, effects: AuditEffects): Promise<Report | undefined> {
  if (effects.interrupt.aborted) return undefined
  effects.started(tenant)
  let row: Report | undefined
  try {
    const finished = await finish(tenant, effects)
    row = finished?.row
    if (finished !== undefined) await effects.keep(finished.row, finished.bundle, tenant)
  } finally {
    effects.ended(tenant, row)
  }
  return row
}

interface FinishedRow {
  readonly row: Report
  readonly bundle: Uint8Array | undefined
}

async function finish(tenant: AuditTenant, effects: AuditEffects): Promise<FinishedRow | undefined> {
  const { label } = tenant
  const { assess, now, redact, interrupt } = effects
  try {
    const { report, bundle } = await assess(tenant)
    return { row: rowOf(label, report), bundle }
  } catch (error) {
    if (interrupt.aborted) return undefined
    const reason = {
      code: 'defect',
      what: redact(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'),
      todo: 'report this line; it is a defect of the gate',
    }
    const judgedAt = now().toISOString()
    const row = {
      tenant: label,
      outcome: 'defect',
      judgedAt,
      assessment: undefined,
      reason,
      earlier: false,
    } as const
    return { row, bundle: undefined }
  }
}

function rowOf(label: AuditedTenant, assessment: AssessmentReport): Report {
  const id = label.id ?? tenantRead(assessment)
  const tenant = { ...label, id, key: label.key === unnamed ? (id ?? unnamed) : label.key }
  return { ...reportOfCheck(assessment), tenant }
}
