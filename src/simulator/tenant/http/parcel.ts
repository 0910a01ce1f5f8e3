import type { ServerResponse } from 'node:http'
import type { Incoming } from './incoming.ts'

/** A reply on its way: the body as bytes, the headers complete. */
export interface Parcel {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly incoming: Incoming
  readonly response: ServerResponse
}

/** Sends a reply in a way of its own, and answers the status that the client gets to see, if any. */
export type Deliver = (parcel: Parcel) => number | undefined
