import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Deadline } from '../../time/deadline.ts'
import type { Received } from '../../wire/exchange.ts'
import { retrying } from '../../wire/retrying.ts'
import type { GraphRoot } from '../graph-root.ts'
import { isDoubtful, licenceWaitMs } from '../licence-doubt.ts'
import { parcelOf } from './parcel.ts'

/**
 * Repeats what is worth repeating while the deadline lasts. In place of the SDK's RetryHandler, which retries neither
 * network failures nor 500 and 502, retries at once on a Retry-After it cannot read, and sleeps on after an abort.
 */
export class Retry implements Middleware {
  readonly #root: GraphRoot
  readonly #deadline: Deadline
  #next: Middleware | undefined

  constructor(root: GraphRoot, deadline: Deadline) {
    this.#root = root
    this.#deadline = deadline
  }

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    const received = await this.#ask(context)
    if (!isDoubtful(received) || licenceWaitMs >= this.#deadline.remainingMs) return
    await this.#deadline.sleep(licenceWaitMs)
    await this.#ask(context)
  }

  #ask(context: Context): Promise<Received> {
    const service = { kind: 'graph', host: new URL(this.#root.origin).host } as const
    const attempt = async (): Promise<Received> => {
      await this.#next?.execute(context)
      const { received } = parcelOf(context)
      if (received === undefined) throw new TypeError('neither an answer nor an error')
      return received
    }
    return retrying(attempt, service, this.#deadline)
  }
}
