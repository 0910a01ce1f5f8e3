import type { Pace as Rate } from '../config/pace.ts'
import type { Deadline } from '../wire/deadline.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import { waitForToken } from './pacing.ts'

/** Holds requests back so that the gate never exceeds the quota by itself, and counts what it lets through. */
export class Pace {
  readonly #rate: Rate | undefined
  #spent: readonly number[] = []
  #requests = 0

  constructor(rate: Rate | undefined) {
    this.#rate = rate
  }

  get requests(): number {
    return this.#requests
  }

  /** One request, when its turn has come. */
  async inTurn<Answer>(request: () => Promise<Answer>, deadline: Deadline): Promise<Answer> {
    if (this.#rate !== undefined) await this.#awaitToken(this.#rate, deadline)
    this.#requests += 1
    try {
      return await request()
    } finally {
      // When the answer came, not when the request left: it cannot have reached Graph later than that.
      if (this.#rate !== undefined)
        this.#spent = [...this.#spent, performance.now()].slice(-this.#rate.requests)
    }
  }

  /** At once, since a wait that lasts to the deadline ends in nothing else. */
  #tooLate({ requests, perMs }: Rate, { milliseconds }: Deadline): CouldNotRead {
    const seconds = milliseconds / 1_000
    const during = `reading at the pace that Microsoft allows (${requests} requests per ${perMs / 1_000} s)`
    return new CouldNotRead({ code: 'deadline-exceeded', seconds, during })
  }

  async #awaitToken(rate: Rate, deadline: Deadline): Promise<void> {
    // A timer may ring a moment early.
    for (;;) {
      const wait = waitForToken(this.#spent, rate, performance.now())
      if (wait <= 0) return
      if (wait >= deadline.remainingMs) throw this.#tooLate(rate, deadline)
      await deadline.sleep(Math.ceil(wait))
    }
  }
}
