import type { Incoming } from '../http/incoming.ts'
import type { Reply } from '../http/reply.ts'
import type { Exchange } from './exchange.ts'

/** Something Graph serves. By the time `answer` is called the token is checked and holds `permission`. */
export interface Resource {
  /** With the version and without the parentheses of a function: `/beta/reports/getX`. */
  readonly path: string
  /** Where an id stands in the path. */
  readonly pattern?: RegExp
  readonly methods: readonly string[]
  readonly permission: string
  /** Whether only a signed-in user may ask, however many permissions an app has. */
  readonly delegatedOnly?: boolean
  /** A list of the directory: not under the quota of the reports, and refused in its own words. */
  readonly ofDirectory?: boolean
  readonly answer: (incoming: Incoming, exchange: Exchange, granted: readonly string[]) => Reply
}
