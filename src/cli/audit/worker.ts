import { setTimeout as wait } from 'node:timers/promises'
import { ConfigurationError } from '../../config/problem.ts'
import { setting } from '../../config/setting.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import { Outage } from '../../fleet/outage.ts'
import { turnSpacing } from '../../gate/app-turn.ts'
import { redactor } from '../../identity/redact.ts'
import { version } from '../../io/version.ts'
import type { BaselineStore } from '../../snapshots/baseline-store.ts'
import { createTransport } from '../../wire/transport.ts'
import type { Effects } from '../effects.ts'
import { exitCodes } from '../exit-code.ts'
import { baselinesFrom, onFailureOf, settingsWith } from '../gate-options.ts'
import type { HistoryOption } from '../history/options.ts'
import { tenantsEvidence } from './evidence-of-tenants.ts'
import { phases } from './phases.ts'
import { type QueueOption, queueLocation } from './queue-option.ts'
import { takenAudits } from './taken-audits.ts'
import { tenantTask, type Workbench } from './tenant-task.ts'
import { type OpenFleet, withFleet } from './with-fleet.ts'
import { type LogFormat, workerLog } from './worker-log.ts'

export interface WorkerOptions extends HistoryOption, QueueOption {
  readonly concurrency: number
  readonly timeout?: string
  readonly debug?: true
  readonly evidence?: string
  readonly sign?: string
  readonly baselines?: string
  readonly log: LogFormat
  /** Ends when the queue is empty. */
  readonly untilDone?: true
}

const lookEveryMs = 1_000

/** `mfa-gate audit worker`: does what is in the queue until it is told to stop. @throws ConfigurationError */
export async function work(effects: Effects, options: WorkerOptions): Promise<number> {
  const { environment, directory } = effects
  const { queue, concurrency } = options
  const location = queueLocation(options, environment, directory)
  const baselines = baselinesOf(effects, options)
  const evidence = await tenantsEvidence(effects, options)
  const redact = redactor(environment)
  const log = workerLog(effects, options.log)
  const time = phases(effects, options)
  const onProblem = oncePerSecond((problem) => log({ event: 'database-problem', problem: redact(problem) }))
  const opening = { location, queue, mode: 'write', time, concurrency, onProblem } as const
  const { finished, unfit } = await withFleet(effects, opening, (open) =>
    doTasks(effects, options, { ...open, baselines, evidence, redact, log, time, onProblem }),
  )
  log({ event: 'worker-stopped', finished: finished() })
  const why = unfit()
  if (why !== undefined) throw why
  return exitCodes.pass
}

/** Each of a worker's takers has the same to tell of a database that is away. */
function oncePerSecond(tell: (problem: string) => void): (problem: string) => void {
  let last = { problem: '', at: -Infinity }
  return (problem) => {
    const at = performance.now()
    if (problem === last.problem && at - last.at < 1_000) return
    last = { problem, at }
    tell(problem)
  }
}

interface Equipment extends OpenFleet, Pick<Workbench, 'evidence' | 'redact' | 'log' | 'time' | 'onProblem'> {
  readonly baselines: BaselineStore
}

/** Answers how many tenants it has done, and why it can do no more; both are known for good once the fleet is closed. */
async function doTasks(
  effects: Effects,
  options: WorkerOptions,
  { interrupt, baselines, ...equipment }: Equipment,
): Promise<{ readonly finished: () => number; readonly unfit: () => ConfigurationError | undefined }> {
  const { environment, directory, now } = effects
  const { fleet, log } = equipment
  const { queue, concurrency } = options
  const spacing = turnSpacing(setting(environment, 'MFA_GATE_APP_PACE'))
  const stopping = new AbortController()
  interrupt.signal.addEventListener('abort', () => stopping.abort())
  let unfit: ConfigurationError | undefined
  const endedBy = (error: unknown): false => {
    if (!(error instanceof ConfigurationError)) throw error
    unfit ??= error
    stopping.abort()
    return false
  }
  const task = tenantTask({
    ...equipment,
    audits: takenAudits(effects, { fleet, log, options }),
    stopping: stopping.signal,
    assessing: {
      ...{ environment, directory, now, version },
      http: createTransport(environment),
      turns: spacing && fleet.turns(spacing),
      baselines,
      onFailure: onFailureOf(options, effects),
    },
    unfit: endedBy,
  })
  log({ event: 'worker-started', queue, concurrency, version })
  await fleet.take({ do: task.do, concurrency })
  const nothingLeft = await untilStopped(fleet, stopping.signal, options).catch(endedBy)
  const because = nothingLeft ? 'nothing-left' : unfit === undefined ? 'signal' : 'unfit'
  log({ event: 'worker-stopping', because })
  stopping.abort()
  return { finished: task.finished, unfit: () => unfit }
}

/** @throws ConfigurationError */
function baselinesOf({ environment, directory }: Effects, options: WorkerOptions): BaselineStore {
  const settings = settingsWith(options, environment)
  if (settings.snapshotFile !== undefined)
    throw new ConfigurationError([
      'a worker reads its tenants and takes no snapshot; unset MFA_GATE_SNAPSHOT',
    ])
  return baselinesFrom(options, settings, directory)
}

/** True when nothing was left to do, where the worker ends then. @throws ConfigurationError when the database stays away */
async function untilStopped(
  fleet: Fleet,
  stopping: AbortSignal,
  { untilDone }: Pick<WorkerOptions, 'untilDone'>,
): Promise<boolean> {
  const outage = new Outage()
  while (!stopping.aborted) {
    try {
      if (untilDone === true && (await fleet.openTasks()) === 0) return true
      if (untilDone !== true) await fleet.ping()
      outage.over()
    } catch (error) {
      outage.failed(error)
    }
    await wait(lookEveryMs, undefined, { signal: stopping }).catch(() => undefined)
  }
  return false
}
