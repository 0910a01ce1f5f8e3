import { setTimeout as wait } from 'node:timers/promises'
import { CouldNotRead } from '../model/could-not-read.ts'

/** Told how long a request that failed waits to be sent again, in milliseconds, and why. */
export type Waiting = (milliseconds: number, because: Failed) => void

/** A request that is sent again. */
export interface Failed {
  readonly host: string
  /** Undefined: no answer came. */
  readonly status: number | undefined
}

/** One budget of time over everything that one reading does: token, requests, retries, bodies. */
export class Deadline {
  readonly signal: AbortSignal
  readonly milliseconds: number
  readonly #endsAt: number
  readonly #interrupt: AbortSignal | undefined
  readonly #proxy: URL | undefined
  readonly #waiting: Waiting | undefined
  readonly #controller = new AbortController()
  readonly #timer: NodeJS.Timeout

  /** `interrupt` ends everything earlier, with its own reason; `proxy` is named, as it may be what answers nothing. */
  constructor(
    milliseconds: number,
    interrupt?: AbortSignal,
    proxy?: URL,
    waiting?: Waiting,
    leftMs = milliseconds,
  ) {
    this.milliseconds = milliseconds
    this.#endsAt = performance.now() + leftMs
    this.#interrupt = interrupt
    this.#proxy = proxy
    this.#waiting = waiting
    this.signal = this.#controller.signal
    this.#timer = setTimeout(this.#end, leftMs).unref()
    if (interrupt?.aborted === true) this.#end()
    else interrupt?.addEventListener('abort', this.#end, { once: true })
  }

  /** Another one for the same work, from now on. */
  anew(milliseconds: number): Deadline {
    return new Deadline(milliseconds, this.#interrupt, this.#proxy, this.#waiting)
  }

  /** The same one, for work that `signal` may end earlier. */
  until(signal: AbortSignal): Deadline {
    const interrupt = AbortSignal.any([signal, ...(this.#interrupt === undefined ? [] : [this.#interrupt])])
    return new Deadline(this.milliseconds, interrupt, this.#proxy, this.#waiting, this.remainingMs)
  }

  /** Ends the wait for time and interrupt once everything is done, so that nothing of it stays in memory. */
  release(): void {
    clearTimeout(this.#timer)
    this.#interrupt?.removeEventListener('abort', this.#end)
  }

  readonly #end = (): void => {
    this.release()
    this.#controller.abort(this.#interrupt?.reason)
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now())
  }

  /**
   * Runs `work` no longer than the deadline, even when it ignores the signal it is given.
   * @throws CouldNotRead `deadline-exceeded`, naming what was going on; or the interrupt's reason
   */
  async bound<T>(during: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { promise: ended, reject } = Promise.withResolvers<never>()
    const exceeded = (): void => {
      if (this.#interrupt?.aborted === true) {
        reject(this.#interrupt.reason)
        return
      }
      const proxy = this.#proxy && { proxy: this.#proxy.host }
      const seconds = this.milliseconds / 1_000
      reject(new CouldNotRead({ code: 'deadline-exceeded', seconds, during, ...proxy }))
    }
    if (this.signal.aborted) exceeded()
    this.signal.addEventListener('abort', exceeded, { once: true })
    try {
      return await Promise.race([ended, work(this.signal)])
    } finally {
      this.signal.removeEventListener('abort', exceeded)
    }
  }

  /** Sleeps; the deadline wakes it. @throws the signal's reason */
  async sleep(milliseconds: number, because?: Failed): Promise<void> {
    if (because !== undefined) this.#waiting?.(milliseconds, because)
    await wait(milliseconds, undefined, { signal: this.signal })
  }
}
