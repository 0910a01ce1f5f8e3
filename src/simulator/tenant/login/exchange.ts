import { randomUUID } from 'node:crypto'
import { header, type Incoming } from '../http/incoming.ts'
import { json, type Reply } from '../http/reply.ts'
import type { LoginRefusal, Named } from './refusals.ts'

/** One request to the login and the ids that its answer carries. */
export interface Exchange {
  readonly at: Date
  readonly traceId: string
  readonly correlationId: string
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function openExchange(incoming: Incoming): Exchange {
  const given = header(incoming, 'client-request-id')
  return {
    at: incoming.at,
    traceId: randomUUID(),
    correlationId: given !== undefined && guid.test(given) ? given : randomUUID(),
  }
}

export function loginHeaders(exchange: Exchange): Reply['headers'] {
  return {
    'Cache-Control': 'no-store, no-cache',
    Pragma: 'no-cache',
    Expires: '-1',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    'client-request-id': exchange.correlationId,
    'x-ms-request-id': exchange.traceId,
    'x-ms-ests-server': '2.1.22400.9 - WEULR1 ProdSlices',
    'x-ms-clitelem': '1,0,0,,',
  }
}

/** The body that Entra's token endpoint refuses with. */
export function refuse(refusal: LoginRefusal, named: Named, exchange: Exchange, origin: string): Reply {
  const timestamp = `${exchange.at.toISOString().slice(0, 19).replace('T', ' ')}Z`
  const description = [
    `AADSTS${refusal.number}: ${refusal.sentence(named)}`,
    `Trace ID: ${exchange.traceId}`,
    `Correlation ID: ${exchange.correlationId}`,
    `Timestamp: ${timestamp}`,
  ]
  const body = {
    error: refusal.error,
    error_description: description.join(' '),
    error_codes: [refusal.number],
    timestamp,
    trace_id: exchange.traceId,
    correlation_id: exchange.correlationId,
    error_uri: `${origin}/error?code=${refusal.number}`,
  }
  return json(refusal.status, body, loginHeaders(exchange))
}
