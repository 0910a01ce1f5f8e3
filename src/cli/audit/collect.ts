import { ConfigurationError } from '../../config/problem.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import type { History } from '../../history/history.ts'
import { version } from '../../io/version.ts'
import type { ReportTarget } from '../../config/report-target.ts'
import { type Audit, type Report, worstOf } from '../../report/report.ts'
import type { Effects } from '../effects.ts'
import { auditExitCode, exitCodes } from '../exit-code.ts'
import type { HistoryOption } from '../history/options.ts'
import { targetsFrom } from '../output/targets.ts'
import { awaitWorkers } from './await-workers.ts'
import { rowFrom } from './keeping.ts'
import { outputAudit } from './output-audit.ts'
import { type Phases, phases } from './phases.ts'
import { type QueueOption, queueLocation } from './queue-option.ts'
import { type OpenFleet, withFleet } from './with-fleet.ts'
import { warn } from '../output/tell.ts'

export interface CollectOptions extends HistoryOption, QueueOption {
  readonly audit?: string
  readonly format: readonly string[]
  readonly timeout?: string
  /** commander's name for --no-wait. */
  readonly wait: boolean
}

/** `mfa-gate audit collect`: waits until workers have done an audit, and writes its reports. @throws ConfigurationError */
export async function collect(effects: Effects, options: CollectOptions): Promise<number> {
  const location = queueLocation(options, effects.environment, effects.directory)
  const targets = targetsFrom(options.format, effects.directory)
  const time = phases(effects, options)
  return withFleet(effects, { location, queue: options.queue, mode: 'change', time }, async (open) => {
    const { fleet } = open
    const id = options.audit ?? (await latestOpen(fleet, options.queue))
    const { planned, kept } = await fleet.standing(id)
    if (planned === 0) {
      throw new ConfigurationError([`the history has no audit ${JSON.stringify(id)}; correct --audit`])
    }
    if (!options.wait && kept < planned) {
      await warn(effects.stderr, `${kept} of ${planned} tenants of audit ${id} are done`)
      return exitCodes.undetermined
    }
    return await collectFrom(effects, { ...open, id, targets, time })
  })
}

async function latestOpen(fleet: Fleet, queue: string): Promise<string> {
  const [id] = await fleet.open()
  if (id !== undefined) return id
  throw new ConfigurationError([
    `the queue ${queue} has no audit to collect; start one with mfa-gate audit --distribute, or name an earlier one with --audit ID`,
  ])
}

/** What collecting takes. */
interface Collecting extends OpenFleet {
  readonly id: string
  readonly targets: readonly ReportTarget[]
  readonly time: Phases
}

/** Waits for the workers, and writes the reports of what they found. Answers the exit code of the audit. */
export async function collectFrom(effects: Effects, collecting: Collecting): Promise<number> {
  const { id, fleet, history, targets, interrupt, time } = collecting
  const done = await awaitWorkers(effects, { id, fleet, interrupt: interrupt.signal })
  if (!done) {
    await warn(
      effects.stderr,
      'interrupted; the workers continue: see how far they are with mfa-gate audit collect',
    )
    return interrupt.exitCode ?? exitCodes.undetermined
  }
  time.next()
  const finishedAt = effects.now()
  const reports = await reportsOf(id, fleet, history)
  const startedAt = (await fleet.startOf(id)) ?? finishedAt
  await history.finishAudit(id, finishedAt)
  const audit: Audit = {
    ...{ open: [], auditId: id, version },
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
  }
  await outputAudit(effects, { targets, reports, occasion: { audit } }, { history, time })
  // Last, so that what could not be written can be collected again.
  await fleet.remove(id)
  return auditExitCode(worstOf(reports))
}

/** As the tenants document has them. */
async function reportsOf(id: string, fleet: Fleet, history: History): Promise<readonly Report[]> {
  const place = new Map((await fleet.planned(id)).map((key, index) => [key, index]))
  const reports: Report[] = []
  for await (const kept of history.assessments({ auditId: id }))
    reports.push({ ...rowFrom(kept), earlier: false })
  const at = ({ tenant }: Report): number => place.get(tenant.key) ?? place.size
  return reports.sort((a, b) => at(a) - at(b))
}
