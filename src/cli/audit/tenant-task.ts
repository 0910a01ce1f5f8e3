import { type AssessingEffects, assessTenant } from '../../audit/assess-tenant.ts'
import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { runAudit } from '../../audit/run-audit.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { DatabaseProblem, type Fleet } from '../../fleet/fleet.ts'
import { patiently } from '../../fleet/outage.ts'
import { Quarantine } from '../../fleet/quarantine.ts'
import type { Task, TaskEnd } from '../../fleet/queue.ts'
import type { History } from '../../history/history.ts'
import type { Report } from '../../report/report.ts'
import type { TenantsEvidence } from './evidence-of-tenants.ts'
import { keepRow } from './keeping.ts'
import type { Phases } from './phases.ts'
import type { TakenAudit } from './taken-audits.ts'
import type { WorkerLog } from './worker-log.ts'

/** What a worker does its tasks with. */
export interface Workbench {
  readonly fleet: Fleet
  readonly history: History
  readonly audits: (id: string) => Promise<TakenAudit | undefined>
  readonly assessing: Omit<AssessingEffects, 'stack' | 'source' | 'interrupt'>
  readonly evidence: TenantsEvidence | undefined
  readonly log: WorkerLog
  readonly redact: (text: string) => string
  readonly time: Phases
  readonly onProblem: (problem: string) => void
  /** Nothing is begun any more. */
  readonly stopping: AbortSignal
  /** Told why this worker cannot do what is asked. */
  readonly unfit: (error: ConfigurationError) => void
}

/** Who has begun so often and never ended has ended those who did him. */
const mostBegun = 3

/** Does one tenant of an audit after the other, each however often it is asked to, and keeps one answer of it. */
export function tenantTask(bench: Workbench) {
  const quarantine = new Quarantine()
  let finished = 0
  const assess = async (audit: TakenAudit, tenant: AuditTenant): Promise<void> => {
    const began = performance.now()
    const row = await judge(bench, audit, tenant)
    if (row === undefined) return
    finished += 1
    const milliseconds = Math.round(performance.now() - began)
    bench.log({
      ...{ event: 'tenant-finished', audit: audit.id, tenant: tenant.label.key },
      ...{ outcome: row.outcome, milliseconds },
    })
  }
  const begin = async (task: Task): Promise<TaskEnd> => {
    const { fleet, log } = bench
    const audit = await bench.audits(task.auditId)
    const tenant = audit?.tenants[task.position]
    const standing = tenant && (await fleet.begin(task.auditId, tenant.label.key))
    if (audit === undefined || tenant === undefined || standing === undefined) return 'done'
    const { begun, kept } = standing
    const named = { audit: audit.id, tenant: tenant.label.key }
    if (kept) {
      log({ event: 'tenant-repeated', ...named })
      return 'done'
    }
    if (begun > mostBegun) {
      log({ event: 'tenant-given-up', ...named, begun })
      await keep(bench, audit, lostRow(tenant, bench.assessing.now()))
      return 'done'
    }
    log({ event: 'tenant-started', ...named, begun })
    await (begun > 1 ? quarantine.alone : quarantine.together).call(quarantine, () => assess(audit, tenant))
    return 'done'
  }
  return {
    do: async (task: Task): Promise<TaskEnd> => {
      if (bench.stopping.aborted) return 'later'
      try {
        return await begin(task)
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error
        if (!(error instanceof DatabaseProblem)) bench.unfit(error)
        else bench.onProblem(error.problems.join('; '))
        return 'later'
      }
    },
    finished: () => finished,
  }
}

async function judge(bench: Workbench, audit: TakenAudit, tenant: AuditTenant): Promise<Report | undefined> {
  const { assessing, evidence, redact } = bench
  // What has been begun is finished, also by a worker that is told to stop; unless the database goes away for long.
  const gone = new AbortController()
  const { source, stack } = audit
  const [row] = await runAudit([tenant], {
    assess: async () => {
      const effects = { ...assessing, stack, source: source ?? undefined, interrupt: gone.signal }
      try {
        const assessed = await assessTenant(tenant, effects)
        return { report: assessed.report, bundle: await evidence?.make(tenant, assessed) }
      } catch (error) {
        if (error instanceof DatabaseProblem) gone.abort(error)
        throw error
      }
    },
    keep: async (row, bundle) => {
      if (bundle !== undefined) await evidence?.write(row.tenant.key, bundle)
      await keep(bench, audit, row)
    },
    started: () => undefined,
    ended: () => undefined,
    now: assessing.now,
    redact,
    interrupt: gone.signal,
    concurrency: 1,
  })
  // No defect of the gate, and no answer about the tenant.
  gone.signal.throwIfAborted()
  return row
}

/** @throws ConfigurationError */
async function keep({ history, time, onProblem }: Workbench, { id }: TakenAudit, row: Report): Promise<void> {
  await patiently(() => keepRow(history, id, row, time.ofTenant()), onProblem)
}

/** A tenant that nobody came back from. */
function lostRow({ label }: AuditTenant, now: Date): Report {
  return {
    tenant: label,
    outcome: 'undetermined',
    judgedAt: now.toISOString(),
    assessment: undefined,
    reason: {
      code: 'worker-lost',
      what: `${mostBegun} workers that started with this tenant stopped before they had an answer`,
      todo: 'check why they stopped, for example for lack of memory, and run mfa-gate check for this tenant alone',
    },
    earlier: false,
  }
}
