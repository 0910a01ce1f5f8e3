import type { Pace } from '../config/pace.ts'
import type { Deadline } from '../wire/deadline.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import { type Outlook, outlookOf, waitForToken } from './pacing.ts'

/** How fast a connection may send. */
export interface Pacing {
  /** In this tenant; undefined: as fast as it can. */
  readonly rate: Pace | undefined
  /** Takes the next turn of the app over all its tenants, and answers in how many milliseconds it comes; undefined: nobody counts. */
  readonly turn?: (() => Promise<number>) | undefined
}

/** Holds requests back so that the gate never exceeds the quota by itself, and counts what it lets through. */
export class Pacer {
  readonly #pacing: Pacing
  #spent: readonly number[] = []
  #requests = 0
  /** All requests together, in milliseconds. */
  #took = 0

  constructor(pacing: Pacing) {
    this.#pacing = pacing
  }

  get requests(): number {
    return this.#requests
  }

  /** Undefined where nothing holds requests back. */
  outlook(requests: number): Outlook | undefined {
    const { rate } = this.#pacing
    const eachMs = this.#took / Math.max(1, this.#requests)
    return rate && outlookOf(this.#spent, rate, performance.now(), { requests, eachMs })
  }

  /** One request, when its turn has come. */
  async inTurn<Answer>(request: () => Promise<Answer>, deadline: Deadline): Promise<Answer> {
    const { rate, turn } = this.#pacing
    if (rate !== undefined) await this.#awaitToken(rate, deadline)
    if (turn !== undefined) await sleep(await turn(), deadline, 'an app over all of its tenants')
    this.#requests += 1
    const began = performance.now()
    try {
      return await request()
    } finally {
      this.#took += performance.now() - began
      // When the answer came, not when the request left: it cannot have reached Graph later than that.
      if (rate !== undefined) this.#spent = [...this.#spent, performance.now()].slice(-rate.requests)
    }
  }

  async #awaitToken(rate: Pace, deadline: Deadline): Promise<void> {
    // A timer may ring a moment early.
    for (;;) {
      const wait = waitForToken(this.#spent, rate, performance.now())
      if (wait <= 0) return
      await sleep(wait, deadline, `${rate.requests} requests per ${rate.perMs / 1_000} s`)
    }
  }
}

/** Refused at once where it lasts to the deadline, since it ends in nothing else. */
async function sleep(wait: number, deadline: Deadline, allowed: string): Promise<void> {
  if (wait <= 0) return
  if (wait >= deadline.remainingMs) {
    const seconds = deadline.milliseconds / 1_000
    const during = `reading at the pace that Microsoft allows (${allowed})`
    throw new CouldNotRead({ code: 'deadline-exceeded', seconds, during })
  }
  await deadline.sleep(Math.ceil(wait))
}
