import type { Context, Middleware } from '@microsoft/microsoft-graph-client'
import { CouldNotRead } from '../../posture/could-not-read.ts'
import { challengeOf } from './challenge.ts'
import { parcelOf } from './parcel.ts'

/**
 * Sends a request that was answered 401 once more, with a fresh token: the old one may have been revoked, or a policy may
 * want to see more of it than it holds. Before the pace, since it is a request like others.
 */
export class Renew implements Middleware {
  #next: Middleware | undefined

  setNext(next: Middleware): void {
    this.#next = next
  }

  async execute(context: Context): Promise<void> {
    await this.#next?.execute(context)
    const parcel = parcelOf(context)
    const refused = parcel.received
    if (refused?.status !== 401 || parcel.challenge !== undefined) return
    parcel.challenge = challengeOf(refused.headers.get('www-authenticate'))
    try {
      await this.#next?.execute(context)
    } catch (error) {
      // A tool has no other token to give: then Graph's refusal says more than the tool does.
      if (!(error instanceof CouldNotRead) || error.reason.code !== 'tool-not-ready') throw error
      parcel.received = refused
    }
  }
}
