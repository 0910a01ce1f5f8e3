import { parseJson } from '../io/parse-json.ts'
import isGraphError from '../schemas/compiled/is-graph-error.cjs'
import type { Received } from './exchange.ts'
import type { Service } from './service.ts'

/** Statuses that only those on the way give: a proxy's wish for a password, a portal's for consent. */
const onTheWay: ReadonlySet<number> = new Set([407, 511])

/** Headers that Microsoft's and GitHub's services and the front doors before them add to whatever they say. */
const ownHeaders = /^(request-id|x-(ms|azure|msedge|tfs|vss|github)\b.*)$/

/**
 * True for an answer that somebody on the way gave in place of the host: a proxy, a filter, a portal. Told by status, by
 * headers, and by the form that the host's own refusals have.
 */
export function isFromInBetween(received: Received, { kind }: Service): boolean {
  const { status, headers } = received
  if (onTheWay.has(status) || headers.has('proxy-authenticate')) return true
  if (kind === 'metadata' || hasOwnMark(received)) return false
  const json = parse(received.body)
  if (kind === 'login') return json === undefined || status < 200 || (status >= 300 && status < 400)
  if (status < 400) return false
  return kind === 'graph' ? !isGraphError(json) : /^text\/html\b/i.test(headers.get('content-type') ?? '')
}

function hasOwnMark({ headers }: Received): boolean {
  if (/^microsoft/i.test(headers.get('server') ?? '')) return true
  return [...headers].some(([name]) => ownHeaders.test(name.toLowerCase()))
}

function parse(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}
