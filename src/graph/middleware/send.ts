import { createHttpHeaders, createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline'
import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Deadline } from '../../time/deadline.ts'
import { exchange } from '../../wire/exchange.ts'
import { parcelOf } from './parcel.ts'

/**
 * The last of the chain: sends the request as those of the sign-in are sent, with the same proxy settings and trust
 * store. Requests share a connection, for the sake of reports of many pages, until one fails: Graph asks for a new
 * connection after a 503.
 */
export class Send implements Middleware {
  readonly #deadline: Deadline
  readonly #http: HttpClient
  #failed = false

  constructor(http: HttpClient, deadline: Deadline) {
    this.#http = http
    this.#deadline = deadline
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url
    const parcel = parcelOf(context)
    const { token } = parcel
    parcel.received = undefined
    const request = createPipelineRequest({
      url,
      method: 'GET',
      headers: createHttpHeaders(token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }),
      abortSignal: this.#deadline.signal,
      disableKeepAlive: this.#failed,
    })
    this.#failed = true
    const service = { kind: 'graph', host: new URL(url).host } as const
    const received = await exchange(request, this.#http, service)
    this.#failed = received.status >= 400
    parcel.received = received
  }
}
