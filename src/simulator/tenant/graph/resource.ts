import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { Exchange } from './exchange.ts'

/** Something Graph serves. By the time `answer` is called the token is checked and holds `permission`. */
export interface Resource {
  /** With the version and without the parentheses of a function: `/beta/reports/getX`. */
  readonly path: string
  readonly methods: readonly string[]
  readonly permission: string
  /** Whether only a signed-in user may ask, however many permissions an app has. */
  readonly delegatedOnly?: boolean
  readonly answer: (incoming: Incoming, exchange: Exchange) => Reply
}
