import { constants } from 'node:os'
import type { Signals } from '../effects.ts'

/** What a person or a runner may do to an audit that takes too long. */
export interface Interrupt {
  readonly signal: AbortSignal
  /** 130 after SIGINT, 143 after SIGTERM, as shells have it; undefined when nobody interrupted. */
  readonly exitCode: number | undefined
  /** Leaves the signals to their defaults again. */
  release(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The first signal ends the audit in order; a second one ends the process, as it would have. */
export function watchInterrupt(from: Signals): Interrupt {
  const controller = new AbortController()
  let exitCode: number | undefined
  const stop = (name: NodeJS.Signals): void => {
    release()
    exitCode = 128 + constants.signals[name]
    controller.abort(new Error(`interrupted by ${name}`))
  }
  const release = (): void => {
    for (const name of signals) from.off(name, stop)
  }
  for (const name of signals) from.on(name, stop)
  return {
    signal: controller.signal,
    release,
    get exitCode() {
      return exitCode
    },
  }
}
