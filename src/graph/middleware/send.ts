import { Readable } from 'node:stream'
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
  proxyPolicy,
} from '@azure/core-rest-pipeline'
import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { CouldNotRead } from '../../posture/could-not-read.ts'
import type { Deadline } from '../../time/deadline.ts'
import { parcelOf, type Received } from './parcel.ts'

/** No answer came: the connection could not be made, was refused, or broke before the headers. */
export class ConnectionFailed extends CouldNotRead {
  /** False where another attempt cannot help, as with a certificate nobody trusts. */
  readonly transient: boolean

  constructor(host: string, error: unknown) {
    const cause = connectionErrorCode(error)
    super({ code: 'graph-unreachable', host, cause }, error)
    this.transient = !/CERT|SIGNED|VERIFY|ISSUER|TLS|SSL/.test(cause)
  }
}

/**
 * The last of the chain: sends the request as `@azure/identity` sends its own, with the same proxy settings and trust
 * store. Requests share a connection, for the sake of reports of many pages, until one fails: Graph asks for a new
 * connection after a 503.
 */
export class Send implements Middleware {
  readonly #deadline: Deadline
  readonly #client = createDefaultHttpClient()
  readonly #pipeline = createEmptyPipeline()
  #failed = false

  constructor(deadline: Deadline) {
    this.#deadline = deadline
    this.#pipeline.addPolicy(proxyPolicy())
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
      timeout: longestWaitMs,
      streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    })
    try {
      const received = receivedFrom(await this.#pipeline.sendRequest(this.#client, request))
      this.#failed = received.status >= 400
      parcel.received = received
    } catch (error) {
      this.#failed = true
      if (this.#deadline.signal.aborted) throw error
      throw new ConnectionFailed(new URL(url).host, error)
    }
  }
}

/** For the first byte of one answer; what is slower counts as a connection that failed. */
const longestWaitMs = 60_000

function receivedFrom({ status, headers, readableStreamBody }: PipelineResponse): Received {
  const body = readableStreamBody instanceof Readable ? readableStreamBody : undefined
  return { status, body, header: (name) => headers.get(name) }
}

function connectionErrorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (error instanceof Error && error.name === 'AbortError') return 'ETIMEDOUT'
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : 'connection failed'
}
