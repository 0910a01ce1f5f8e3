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

/** Whoever presses a key twice takes longer, and whoever hands on a signal that came to all does not. */
const samePressMs = 1_000

/**
 * The first signal ends the audit in order; a further one ends the process, as it would have. A terminal sends Ctrl-C to
 * the command and to `mfa-gate simulate`, npm or a script around it, which hand it on: that is one press.
 */
export function watchInterrupt(from: Signals): Interrupt {
  const controller = new AbortController()
  let exitCode: number | undefined
  let timer: NodeJS.Timeout | undefined
  const stop = (name: NodeJS.Signals): void => {
    if (exitCode !== undefined) return
    exitCode = 128 + constants.signals[name]
    timer = setTimeout(release, samePressMs).unref()
    controller.abort(new Error(`interrupted by ${name}`))
  }
  const release = (): void => {
    clearTimeout(timer)
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
