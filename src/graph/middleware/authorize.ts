import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Secret } from '../../identity/secret.ts'
import { type GraphRoot, mayReceiveToken } from '../graph-root.ts'
import type { Challenge } from './challenge.ts'
import { parcelOf } from './parcel.ts'

/** The token at hand, or, where that one was refused, a fresh one. @throws CouldNotRead */
export type AcquireToken = (challenge: Challenge | undefined) => Promise<Secret>

/** Adds the token, and refuses to send anything to an address the token is not for. */
export class Authorize implements Middleware {
  readonly #root: GraphRoot
  readonly #token: AcquireToken
  #next: Middleware | undefined

  constructor(root: GraphRoot, token: AcquireToken) {
    this.#root = root
    this.#token = token
  }

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url
    if (!mayReceiveToken(url, this.#root))
      throw new TypeError('a request to an address that may not have the token')
    const parcel = parcelOf(context)
    parcel.token = await this.#token(parcel.challenge)
    await this.#next?.execute(context)
  }
}
