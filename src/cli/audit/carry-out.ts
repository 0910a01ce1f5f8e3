import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { outdated } from '../../audit/outdated.ts'
import { runAudit } from '../../audit/run-audit.ts'
import type { History } from '../../history/history.ts'
import { openHistory } from '../../history/open-history.ts'
import { type Audit, type Report, worstOf } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { auditExitCode } from '../exit-code.ts'
import { phases } from './phases.ts'
import { version } from '../../io/version.ts'
import { type OpenAudit, auditEffects } from './audit-effects.ts'
import { tenantsEvidence } from './evidence-of-tenants.ts'
import { watchInterrupt } from './interrupt.ts'
import { beginKept, type KeptAudit, resumeKept } from './keeping.ts'
import { outputAudit } from './output-audit.ts'
import { type AuditOptions, type AuditPreparation, prepareAudit } from './prepare-audit.ts'
import { note, warn } from '../output/tell.ts'

/** Carries out an audit as the options say and answers its exit code. @throws ConfigurationError */
export async function carryOut(effects: Effects, options: AuditOptions): Promise<number> {
  const preparation = prepareAudit(effects, options)
  const evidence = await tenantsEvidence(effects, options)
  const { location, targets } = preparation
  const time = phases(effects, options)
  const history = location && (await openHistory(location, 'write', time.left))
  const interrupt = watchInterrupt(effects.signals)
  try {
    const { reports, audit } = await auditAll(effects, preparation, options, {
      history,
      interrupt,
      evidence,
      time,
    })
    const isEnded = interrupt.exitCode !== undefined && audit.open.length > 0
    try {
      await evidence?.close(reports, audit)
      await outputAudit(effects, { targets, reports, occasion: { audit } }, { history, time })
      if (location?.kind === 'sqlite') await note(effects, `kept the answers in ${location.label}`)
    } finally {
      if (isEnded) await warn(effects.stderr, goOn(history))
    }
    return isEnded ? interrupt.exitCode : auditExitCode(worstOf(reports))
  } finally {
    interrupt.release()
    await history?.close()
  }
}

async function auditAll(
  effects: Effects,
  preparation: AuditPreparation,
  options: AuditOptions,
  around: Omit<OpenAudit, 'kept' | 'total'>,
): Promise<{ readonly reports: readonly Report[]; readonly audit: Audit }> {
  const { tenants } = preparation
  const { history, interrupt } = around
  const kept = history && (await keptAudit(history, preparation, options.resume === true))
  if (kept === undefined) {
    await note(
      effects,
      'nothing is kept, so an interrupted audit has to start again; --history FILE keeps what is finished',
    )
  }
  const earlier = kept?.earlier ?? []
  const startedAt = kept?.startedAt ?? effects.now().toISOString()
  const done = new Set(earlier.map(({ tenant }) => tenant.key))
  const left = tenants.filter(({ label }) => !done.has(label.key))
  const running = await auditEffects(preparation, options, effects, {
    ...around,
    kept,
    total: tenants.length,
  })
  const fresh = await runAudit(left, running.audit).finally(() => running.stop())
  around.time.next()
  const reports = inOrder([...earlier, ...fresh], tenants)
  const finished = new Set(reports.map(({ tenant }) => tenant.key))
  const open = interrupt.signal.aborted
    ? tenants.map(({ label }) => label.key).filter((key) => !finished.has(key))
    : []
  const finishedAt = effects.now()
  if (history !== undefined && kept !== undefined && open.length === 0) {
    await history.finishAudit(kept.id, finishedAt)
  }
  const audit = { open, startedAt, finishedAt: finishedAt.toISOString(), auditId: kept?.id, version }
  return { reports, audit }
}

function keptAudit(
  history: History,
  { fingerprint, tenants, assessing: { now, stack } }: AuditPreparation,
  resume: boolean,
): Promise<KeptAudit> {
  const keys = tenants.map(({ label }) => label.key)
  if (!resume) return beginKept(history, fingerprint, keys, now())
  return resumeKept(history, fingerprint, (row) => {
    const tenant = tenants.find(({ label }) => label.key === row.tenant.key)
    return tenant && outdated(row, tenant, { now: now(), stack })
  })
}

/** As the tenants document has them, whenever each was finished. */
function inOrder(reports: readonly Report[], tenants: readonly AuditTenant[]): readonly Report[] {
  const place = new Map(tenants.map(({ label }, index) => [label.key, index]))
  const at = ({ tenant }: Report): number => place.get(tenant.key) ?? tenants.length
  return reports.toSorted((a, b) => at(a) - at(b))
}

function goOn(history: History | undefined): string {
  return history === undefined
    ? 'interrupted; nothing was kept, so the next audit has to start again'
    : 'interrupted; finished tenants are kept: continue with the same command and --resume'
}
