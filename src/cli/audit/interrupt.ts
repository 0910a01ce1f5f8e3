import { constants } from 'node:os'

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
export function watchInterrupt(): Interrupt {
  const controller = new AbortController()
  let exitCode: number | undefined
  const stop = (name: NodeJS.Signals): void => {
    release()
    exitCode = 128 + constants.signals[name]
    controller.abort(new Error(`interrupted by ${name}`))
  }
  const release = (): void => {
    for (const name of signals) process.off(name, stop)
  }
  for (const name of signals) process.on(name, stop)
  return {
    signal: controller.signal,
    release,
    get exitCode() {
      return exitCode
    },
  }
}
