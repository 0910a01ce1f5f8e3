import type { HttpClient } from '@azure/core-rest-pipeline'

/**
 * Compares the gate's clock with the `Date` of the answers of login and Graph. An answer without one, or with one that
 * is no date, tells nothing and is passed over.
 */
export class ClockWatch {
  readonly #now: () => Date
  /** By how much the gate is ahead of the server that is furthest off, in milliseconds. */
  #ahead: number | undefined

  constructor(now: () => Date) {
    this.#now = now
  }

  /** The same client, whose answers from these hosts are looked at. */
  over(http: HttpClient, hosts: readonly string[]): HttpClient {
    return {
      sendRequest: async (request) => {
        const response = await http.sendRequest(request)
        if (hosts.includes(new URL(request.url).host)) this.#see(response.headers.get('date'))
        return response
      },
    }
  }

  /** By how much the gate's clock is ahead of theirs; undefined when none told the time. */
  get aheadMs(): number | undefined {
    return this.#ahead
  }

  /** A moment of the gate's clock by that of the servers, ISO 8601; undefined when none told the time. */
  servedAt(moment: string): string | undefined {
    return this.#ahead === undefined ? undefined : new Date(Date.parse(moment) - this.#ahead).toISOString()
  }

  /** What is asked meanwhile tells nothing of the time: for what no verdict may rest on. */
  async unheeded<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#ahead
    try {
      return await work()
    } finally {
      this.#ahead = before
    }
  }

  #see(date: string | undefined): void {
    const time = Date.parse(date ?? '')
    if (Number.isNaN(time)) return
    const ahead = this.#now().getTime() - time
    if (this.#ahead === undefined || Math.abs(ahead) > Math.abs(this.#ahead)) this.#ahead = ahead
  }
}
