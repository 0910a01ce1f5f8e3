import { type Reply, withHeaders } from '../http/reply.ts'

/** Bodies that a lenient reader takes for the whole answer. */
export const bodyFaults = {
  'duplicate-key': { reply: (ordinary) => ({ ...ordinary, body: withLastKeyTwice(ordinary.body) }) },
  // A type of its own, in which each line is a text by itself (RFC 7464).
  'json-like-type': {
    reply: (ordinary) => withHeaders(ordinary, { 'Content-Type': 'application/json-seq' }),
  },
} as const satisfies Record<string, { readonly reply: (ordinary: Reply) => Reply }>

/** The last member comes first as well, with nothing in it. */
function withLastKeyTwice(body: Reply['body']): string {
  if (typeof body === 'string') return body
  const key = Object.keys(body).at(-1) ?? ''
  return `{${JSON.stringify(key)}:[],${JSON.stringify(body).slice(1)}`
}
