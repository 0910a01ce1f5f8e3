import { createHttpHeaders, createPipelineRequest, type HttpClient } from '@azure/core-rest-pipeline'
import type { Context, Middleware, MiddlewareOptions } from '@microsoft/microsoft-graph-client'
import type { Secret } from '../identity/secret.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { Deadline } from '../wire/deadline.ts'
import { exchange, type Received } from '../wire/exchange.ts'
import { retrying } from '../wire/retrying.ts'
import { type Challenge, challengeOf } from './challenge.ts'
import { type GraphRoot, mayReceiveToken } from './graph-root.ts'
import { isDoubtful, licenceWaitMs } from './licence-doubt.ts'
import type { Pacer } from './pace.ts'

/** The token at hand, or, where that one was refused, a fresh one. @throws CouldNotRead */
export type AcquireToken = (challenge: Challenge | undefined) => Promise<Secret>

/**
 * What comes of one request, past the client: its own answer is a web `Response`, which costs each check the loading of
 * fetch and each page two conversions of its stream, and its errors have lost their causes.
 */
export class Parcel implements MiddlewareOptions {
  received: Received | undefined
  failure: unknown
  /** What is sent beside the token. */
  readonly headers: Readonly<Record<string, string>>

  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.headers = headers
  }
}

export interface Carriage {
  readonly root: GraphRoot
  readonly token: AcquireToken
  readonly deadline: Deadline
  readonly http: HttpClient
  readonly pace: Pacer
}

/** One request of the client, however often it is sent. */
interface Asked {
  readonly url: string
  readonly headers: Parcel['headers']
  /** Why the token was not taken; undefined while nobody has refused it. */
  challenge: Challenge | undefined
}

/**
 * All that lies behind Microsoft's Graph client, in place of its own middleware: that one's RetryHandler retries neither
 * network failures nor 500 and 502, retries at once on a Retry-After it cannot read, and sleeps on after an abort. Nor is
 * it the Azure SDK's `retryPolicy`, which repeats after errors of its own kind only, and writes those it throws to a log.
 */
export class Carrier implements Middleware {
  readonly #with: Carriage
  /** Graph asks for a new connection after a 503; all others share one, for the sake of reports of many pages. */
  #failed = false

  constructor(carriage: Carriage) {
    this.#with = carriage
  }

  async execute({ request, middlewareControl }: Context): Promise<void> {
    const parcel = middlewareControl?.getMiddlewareOptions(Parcel)
    if (!(parcel instanceof Parcel)) throw new TypeError('a request without a parcel for its answer')
    const url = typeof request === 'string' ? request : request.url
    try {
      parcel.received = await this.#doubting({ url, headers: parcel.headers, challenge: undefined })
    } catch (error) {
      parcel.failure = error
      throw error
    }
  }

  /** Asks a second time where Graph takes a licence for lacking that may be there. */
  async #doubting(asked: Asked): Promise<Received> {
    const { deadline } = this.#with
    const received = await this.#repeating(asked)
    if (!isDoubtful(received) || licenceWaitMs >= deadline.remainingMs) return received
    await deadline.sleep(licenceWaitMs)
    return this.#repeating(asked)
  }

  #repeating(asked: Asked): Promise<Received> {
    const service = { kind: 'graph', host: new URL(this.#with.root.origin).host } as const
    return retrying(() => this.#renewing(asked), service, this.#with.deadline)
  }

  /**
   * Sends what was answered 401 once more, with a fresh token: the old one may have been revoked, or a policy may want to
   * see more of it than it holds. Each time at the pace, since it is a request like others.
   */
  async #renewing(asked: Asked): Promise<Received> {
    const { pace, deadline } = this.#with
    const refused = await pace.inTurn(() => this.#send(asked), deadline)
    if (refused.status !== 401 || asked.challenge !== undefined) return refused
    asked.challenge = challengeOf(refused.headers.get('www-authenticate'))
    try {
      return await pace.inTurn(() => this.#send(asked), deadline)
    } catch (error) {
      // A tool has no other token to give: then Graph's refusal says more than the tool does.
      if (error instanceof CouldNotRead && error.reason.code === 'tool-not-ready') return refused
      throw error
    }
  }

  /** As the requests of the sign-in are sent, and to no address that the token is not for. */
  async #send({ url, headers, challenge }: Asked): Promise<Received> {
    const { root, token, deadline, http } = this.#with
    if (!mayReceiveToken(url, root))
      throw new TypeError('a request to an address that may not have the token')
    const authorization = `Bearer ${(await token(challenge)).reveal()}`
    const request = createPipelineRequest({
      url,
      method: 'GET',
      headers: createHttpHeaders({ ...headers, authorization }),
      abortSignal: deadline.signal,
      disableKeepAlive: this.#failed,
    })
    this.#failed = true
    const received = await exchange(request, http, { kind: 'graph', host: new URL(url).host })
    this.#failed = received.status >= 400
    return received
  }
}
