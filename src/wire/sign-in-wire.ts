import {
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { Deadline } from './deadline.ts'
import { exchange, type Received } from './exchange.ts'
import { retrying } from './retrying.ts'
import { ConnectionFailed, type Service } from './service.ts'

/**
 * What every credential sends its requests through: one reader, one policy of repeating, and a memory of what went wrong,
 * since Microsoft's libraries pass on neither who failed nor why.
 */
export class SignInWire implements HttpClient {
  readonly #http: HttpClient
  readonly #loginHost: string
  #deadline: Deadline
  #trouble: CouldNotRead | undefined
  #unreachable = new Map<string, ConnectionFailed>()

  constructor(http: HttpClient, loginHost: string, deadline: Deadline) {
    this.#http = http
    this.#loginHost = loginHost
    this.#deadline = deadline
  }

  /** One sign-in begins, within its own time. */
  begin(deadline: Deadline): void {
    this.#deadline = deadline
    this.#trouble = undefined
    this.#unreachable.clear()
  }

  /** Why the latest request had no answer; undefined when it had one. */
  get trouble(): CouldNotRead | undefined {
    return this.#trouble
  }

  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const service = this.#serviceOf(request.url)
    this.#trouble = undefined
    try {
      // One sign-in asks the login for several things; a host that did not answer the first is not asked again.
      const known = this.#unreachable.get(service.host)
      if (known !== undefined) throw known
      const deadline = this.#deadline
      const asked = createPipelineRequest({ ...request, abortSignal: signals(request, deadline) })
      const attempt = () => exchange(asked, this.#http, service)
      const { status, headers, body } = await retrying(attempt, service, deadline)
      return { request, status, headers, bodyAsText: body.toString('utf8') }
    } catch (error) {
      if (error instanceof CouldNotRead) this.#trouble = error
      if (error instanceof ConnectionFailed) this.#unreachable.set(service.host, error)
      throw error
    }
  }

  /** One request that is worth no second one. @throws whatever keeps an answer from coming */
  once(request: PipelineRequest): Promise<Received> {
    return exchange(request, this.#http, this.#serviceOf(request.url))
  }

  #serviceOf(url: string): Service {
    const { protocol, host } = new URL(url)
    if (host === this.#loginHost) return { kind: 'login', host }
    return { kind: protocol === 'http:' ? 'metadata' : 'oidc', host }
  }
}

function signals({ abortSignal }: PipelineRequest, deadline: Deadline): AbortSignal {
  return abortSignal instanceof AbortSignal
    ? AbortSignal.any([abortSignal, deadline.signal])
    : deadline.signal
}
