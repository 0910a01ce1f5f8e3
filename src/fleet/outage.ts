import { setTimeout as wait } from 'node:timers/promises'
import { ConfigurationError } from '../config/problem.ts'

/** A database that is restarted is waited for so long. */
const longestOutageMs = 120_000

/** For how long a database has not done what it was asked. */
export class Outage {
  readonly #now: () => number
  #since: number | undefined

  /** Told the time in milliseconds; it must not jump. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** The database could not do what it was asked: answers why. @throws the error, where that lasts too long, or it is no such thing */
  failed(error: unknown): string {
    this.#since ??= this.#now()
    if (!(error instanceof ConfigurationError) || this.#now() - this.#since > longestOutageMs) throw error
    return error.problems.join('; ')
  }

  /** The database has done what it was asked. */
  over(): void {
    this.#since = undefined
  }
}

const againMs = 1_000

/** Asks again while the database is away, telling why each time. @throws what Outage throws */
export async function patiently<T>(
  ask: () => Promise<T>,
  tell: (problem: string) => void = () => undefined,
): Promise<T> {
  const outage = new Outage()
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      tell(outage.failed(error))
      await wait(againMs)
    }
  }
}
