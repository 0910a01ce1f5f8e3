import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import type { Secret } from '../../identity/secret.ts'
import { type GraphRoot, mayReceiveToken } from '../graph-root.ts'
import { parcelOf } from './parcel.ts'

/** Adds the token, and refuses to send anything to an address the token is not for. */
export class Authorize implements Middleware {
  readonly #root: GraphRoot
  readonly #token: () => Promise<Secret>
  #next: Middleware | undefined

  constructor(root: GraphRoot, token: () => Promise<Secret>) {
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
    parcelOf(context).token = await this.#token()
    await this.#next?.execute(context)
  }
}
