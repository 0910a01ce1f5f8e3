import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { CouldNotRead } from '../../posture/could-not-read.ts'
import type { Undetermined } from '../../posture/undetermined.ts'
import type { Deadline } from '../../time/deadline.ts'
import { type FailedAttempt, isRetried, retryAfterMs, waitAfter } from '../retry-timing.ts'
import { isDoubtful, licenceWaitMs } from '../licence-doubt.ts'
import { parcelOf } from './parcel.ts'
import { ConnectionFailed } from './send.ts'

/**
 * Repeats what is worth repeating while the deadline lasts. In place of the SDK's RetryHandler, which retries neither
 * network failures nor 500 and 502, retries at once on a Retry-After it cannot read, and sleeps on after an abort.
 */
export class Retry implements Middleware {
  readonly #deadline: Deadline
  #next: Middleware | undefined

  constructor(deadline: Deadline) {
    this.#deadline = deadline
  }

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    let doubted = false
    for (let number = 1; ; number += 1) {
      const failed = await this.#attempt(context, number)
      if (failed === undefined) {
        const again = !doubted && (await isDoubtful(parcelOf(context)))
        if (!again || licenceWaitMs >= this.#deadline.remainingMs) return
        doubted = true
        await this.#deadline.sleep(licenceWaitMs)
        continue
      }
      const wait = waitAfter(failed, Date.now(), Math.random())
      if (wait === undefined || wait >= this.#deadline.remainingMs) throw givenUp(failed)
      parcelOf(context).received?.body?.destroy()
      await this.#deadline.sleep(wait)
    }
  }

  async #attempt(context: Context, number: number): Promise<Failure | undefined> {
    try {
      await this.#next?.execute(context)
    } catch (error) {
      if (!(error instanceof ConnectionFailed) || !error.transient) throw error
      return { number, status: undefined, retryAfter: undefined, connection: error }
    }
    const { received } = parcelOf(context)
    if (received === undefined) throw new TypeError('neither an answer nor an error')
    const { status, header } = received
    if (!isRetried(status)) return undefined
    return { number, status, retryAfter: header('retry-after'), requestId: header('request-id') }
  }
}

interface Failure extends FailedAttempt {
  readonly requestId?: string | undefined
  readonly connection?: ConnectionFailed
}

function givenUp(failed: Failure): Error {
  const { number: attempts, status, requestId, connection } = failed
  if (status === undefined) return connection ?? new TypeError('a failed attempt without status or error')
  const askedMs = retryAfterMs(failed.retryAfter, Date.now())
  const reason: Undetermined =
    status === 429 || status === 509
      ? {
          code: 'throttled',
          attempts,
          retryAfterSeconds: askedMs === undefined ? undefined : Math.ceil(askedMs / 1_000),
          requestId,
        }
      : { code: 'graph-unavailable', status, attempts, requestId }
  return new CouldNotRead(reason)
}
