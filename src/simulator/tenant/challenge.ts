import { createHmac, randomBytes } from 'node:crypto'
import type { Incoming } from './http/incoming.ts'
import { html, type Reply } from './http/reply.ts'

/** By which a gate knows the stand-in that it was started beside. */
interface Challenge {
  /** Made for this one start. */
  readonly key: string
  /** Undefined where something else is asked for. */
  readonly answer: (incoming: Incoming) => Reply | undefined
}

export function createChallenge(): Challenge {
  const key = randomBytes(32).toString('hex')
  return {
    key,
    answer: ({ path }) => {
      const nonce = /^\/mfa-gate\/challenge\/([0-9a-f]{64})$/.exec(path)?.[1]
      if (nonce === undefined) return undefined
      return html(200, createHmac('sha256', key).update(nonce).digest('hex'), {
        'Content-Type': 'text/plain',
      })
    },
  }
}
