import type { Reply } from '../http/reply.ts'

/** What a service says by itself when it is not well. */
export type OutageStatus = number

/** Where a fault happens, and the words that are spoken there. */
export interface Site<Refusal> {
  /** An address on another origin, where no token may ever arrive. */
  readonly elsewhere: string
  outage(status: OutageStatus): Reply
  refuse(refusal: Refusal): Reply
}

/** A fault spoils either what is about to be said, before it becomes a reply, or the reply. */
export type Fault<Draft, Refusal> =
  | { readonly draft: (draft: Draft) => Draft }
  | { readonly reply: (ordinary: Reply, site: Site<Refusal>) => Reply }

/** A fault that fits anywhere, since it does not look at what is being said. */
export interface SharedFault {
  readonly reply: (ordinary: Reply, site: Pick<Site<never>, 'elsewhere' | 'outage'>) => Reply
}
