import { randomUUID } from 'node:crypto'
import { header, type Incoming } from '../http/incoming.ts'
import { json, type Reply, withHeaders } from '../http/reply.ts'
import type { GraphRefusal } from './refusals.ts'

/** One request to Graph and the ids that its answer carries. */
export interface Exchange {
  readonly at: Date
  readonly requestId: string
  readonly clientRequestId: string
}

export function openExchange(incoming: Incoming): Exchange {
  const requestId = randomUUID()
  return { at: incoming.at, requestId, clientRequestId: header(incoming, 'client-request-id') ?? requestId }
}

export function accept(body: object, exchange: Exchange): Reply {
  const type =
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
  return withHeaders(json(200, body, graphHeaders(exchange)), {
    'Content-Type': type,
    'OData-Version': '4.0',
  })
}

export function refuse({ status, code, message }: GraphRefusal, exchange: Exchange): Reply {
  const innerError = {
    date: exchange.at.toISOString().slice(0, 19),
    'request-id': exchange.requestId,
    'client-request-id': exchange.clientRequestId,
  }
  return withHeaders(json(status, { error: { code, message, innerError } }, graphHeaders(exchange)), {
    'Content-Type': 'application/json',
  })
}

function graphHeaders({ requestId, clientRequestId }: Exchange): Reply['headers'] {
  return {
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({
      ServerInfo: {
        DataCenter: 'West Europe',
        Slice: 'E',
        Ring: '5',
        ScaleUnit: '002',
        RoleInstance: 'AM2PEPF0001C8A2',
      },
    }),
  }
}
