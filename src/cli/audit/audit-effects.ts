import { assessTenant } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import type { AuditEffects } from '../../audit/run-audit.ts'
import type { History } from '../../history/history.ts'
import { redactor } from '../../identity/redact.ts'
import { setting } from '../../config/setting.ts'
import { turnsAt } from '../../gate/app-turn.ts'
import { createTransport } from '../../wire/transport.ts'
import type { Effects } from '../effects.ts'
import { onFailureOf } from '../gate-options.ts'
import type { TenantsEvidence } from './evidence-of-tenants.ts'
import type { Interrupt } from './interrupt.ts'
import { type KeptAudit, keepRow } from './keeping.ts'
import type { AuditOptions, AuditPreparation } from './prepare-audit.ts'
import type { Phases } from './phases.ts'
import { auditProgress } from './progress.ts'

/** What is open while an audit runs. */
export interface OpenAudit {
  readonly history: History | undefined
  readonly interrupt: Interrupt
  readonly evidence: TenantsEvidence | undefined
  readonly kept: KeptAudit | undefined
  readonly time: Phases
  /** How many tenants there are in all. */
  readonly total: number
}

/** What an audit has of the process, and what takes the progress away. */
export async function auditEffects(
  { assessing }: AuditPreparation,
  options: AuditOptions,
  effects: Effects,
  around: OpenAudit,
): Promise<{ readonly audit: AuditEffects; readonly stop: () => void }> {
  const { environment } = effects
  const { history, kept, interrupt, total, evidence, time } = around
  const progress = await auditProgress(effects, { total, done: kept?.earlier.length ?? 0 })
  const http = createTransport(environment)
  const interruptible = {
    ...assessing,
    interrupt: interrupt.signal,
    onFailure: onFailureOf(options, effects),
    http,
    turns: turnsAt(setting(environment, 'MFA_GATE_APP_PACE')),
  }
  const redact = redactor(environment)
  const times = new Map<AuditTenant, () => number>()
  const audit: AuditEffects = {
    async assess(tenant) {
      times.set(tenant, time.ofTenant())
      const assessed = await assessTenant(tenant, interruptible, progress.readingOf(tenant))
      return { report: assessed.report, bundle: await evidence?.make(tenant, assessed) }
    },
    async keep(row, bundle, tenant) {
      // Evidence first: a tenant that the history has is not done again.
      if (bundle !== undefined) await evidence?.write(row.tenant.key, bundle)
      if (history !== undefined && kept !== undefined) await keepRow(history, kept.id, row, times.get(tenant))
    },
    started: (tenant) => progress.started(tenant),
    ended: (tenant, row) => {
      times.delete(tenant)
      progress.ended(tenant, row)
    },
    now: assessing.now,
    redact,
    interrupt: interrupt.signal,
    concurrency: options.concurrency,
  }
  return { audit, stop: () => progress.stop() }
}
