import { setTimeout as wait } from 'node:timers/promises'
import type { Fleet } from '../../fleet/fleet.ts'
import { Outage } from '../../fleet/outage.ts'
import type { Effects } from '../effects.ts'
import { warn } from '../output/tell.ts'

interface Awaited {
  readonly id: string
  readonly fleet: Fleet
  readonly interrupt: AbortSignal
}

const lookEveryMs = 1_000
/** After so many looks without one, somebody is told that there is no worker. */
const missedAfter = 10

/** Waits until every tenant has its answer, telling how far it is; false when it was interrupted. */
export async function awaitWorkers(
  { stderr, voice }: Pick<Effects, 'stderr' | 'voice'>,
  { id, fleet, interrupt }: Awaited,
): Promise<boolean> {
  let [printed, without, round] = [-1, 0, 0]
  const outage = new Outage()
  while (!interrupt.aborted) {
    try {
      const { planned, kept } = await fleet.standing(id)
      const percent = Math.floor((kept * 100) / Math.max(1, planned))
      const workers = kept < planned ? await fleet.workers() : 0
      if (percent !== printed) {
        if (voice !== 'quiet') stderr.write(`[${kept}/${planned}] ${workersNow(workers)}\n`)
        printed = percent
      }
      if (kept >= planned) return true
      without = workers === 0 ? without + 1 : 0
      if (without === missedAfter) await warn(stderr, noWorker)
      // Whoever put them in may have ended before he could, and what has been lost from a queue is put in again.
      if ((await fleet.openTasks(id)) === 0) {
        const left = await fleet.unanswered(id)
        round += left.length === 0 ? 0 : 1
        await fleet.enqueue(left, round)
      }
      outage.over()
    } catch (error) {
      outage.failed(error)
    }
    await wait(lookEveryMs, undefined, { signal: interrupt }).catch(() => undefined)
  }
  return false
}

function workersNow(workers: number): string {
  return workers === 1 ? '1 worker' : `${workers} workers`
}

const noWorker =
  'no worker is running for this queue; start some with mfa-gate audit worker, the same history and the same queue'
