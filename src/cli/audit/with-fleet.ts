import type { Fleet } from '../../fleet/fleet.ts'
import type { History } from '../../history/history.ts'
import { openHistory } from '../../history/open-history.ts'
import type { Effects } from '../effects.ts'
import { type Interrupt, watchInterrupt } from './interrupt.ts'
import type { Phases } from './phases.ts'
import type { queueLocation } from './queue-option.ts'

/** What every command has open that has to do with a queue. */
export interface OpenFleet {
  readonly fleet: Fleet
  readonly history: History
  readonly interrupt: Interrupt
}

interface Opening {
  readonly location: ReturnType<typeof queueLocation>
  readonly queue: string
  readonly mode: 'write' | 'change'
  readonly time: Phases
  /** How many tasks are taken at a time; 0: none. */
  readonly concurrency?: number
  /** Told of what goes wrong beside the calls. */
  readonly onProblem?: (sentence: string) => void
}

/** Opens history and queue, and closes them whatever comes of it, once what was begun is done. @throws ConfigurationError */
export async function withFleet<T>(
  { signals }: Pick<Effects, 'signals'>,
  { location, queue: name, mode, time, concurrency = 0, onProblem = () => undefined }: Opening,
  use: (open: OpenFleet) => Promise<T>,
): Promise<T> {
  const { openFleet } = await import('../../fleet/open-fleet.ts')
  const interrupt = watchInterrupt(signals)
  try {
    const history = await openHistory(location, mode, time.left)
    try {
      const fleet = await openFleet(location, { name, concurrency, onProblem })
      try {
        return await use({ fleet, history, interrupt })
      } finally {
        await fleet.close()
      }
    } finally {
      await history.close()
    }
  } finally {
    // Last: a signal ends nobody who is finishing what he has begun.
    interrupt.release()
  }
}
