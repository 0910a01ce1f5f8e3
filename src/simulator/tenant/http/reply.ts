import type { Deliver } from './parcel.ts'

/** How a reply reaches the client: `whole`, or broken off, encoded or swollen on the way as networks and proxies do. */
export type NamedDelivery =
  | 'whole'
  | 'hang'
  | 'hang-body'
  | 'cut-body'
  | 'reset'
  | 'gzip-bomb'
  | 'endless'
  | 'cut-gzip'
  | 'deflated'
  | 'brotli'
  | 'unknown-encoding'

/** By name, or in a way of its own. */
export type Delivery = NamedDelivery | Deliver

/** An answer as data; nothing is written before `deliver` gets it. An object is sent as JSON, a string as it stands. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: object | string
  readonly delivery: Delivery
  /** By how many milliseconds its Date is off, or that it has none. */
  readonly date?: number | 'none'
}

export function json(status: number, body: object, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    body,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    delivery: 'whole',
  }
}

export function html(status: number, body: string, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    body,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
    delivery: 'whole',
  }
}

export function empty(status: number, headers: Reply['headers'] = {}): Reply {
  return { status, body: '', headers, delivery: 'whole' }
}

export function withHeaders(reply: Reply, headers: Reply['headers']): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } }
}
