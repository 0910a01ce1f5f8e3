import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import { createServer as createNetServer, type Server, type Socket } from 'node:net'
import type { ConnectionFault } from '../faults/connection-faults.ts'
import { holds, type Timing } from '../faults/schedule.ts'
import type { Presented } from '../tls/certificate.ts'

export type Listener = (message: IncomingMessage, response: ServerResponse) => void

/** A fault of connections, when it holds, and the certificate that it shows, if any. */
export interface FaultyConnection {
  readonly spec: Timing
  readonly fault: ConnectionFault
  readonly presented: Presented
}

/** Stands before the server that does all well, and hands it the connections for which no fault holds. */
export function createFront(
  server: HttpsServer,
  faulty: readonly FaultyConnection[],
  listener: Listener,
): Server {
  const ways = faulty.map(({ spec, fault, presented }) => ({
    spec,
    take: takerOf(fault, presented, listener),
  }))
  let connections = 0
  return createNetServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    const way = ways.find(({ spec }) => holds(spec, connections))
    if (way === undefined) server.emit('connection', socket)
    else way.take(socket)
  })
}

function takerOf(
  fault: ConnectionFault,
  { key, chain }: Presented,
  listener: Listener,
): (socket: Socket) => void {
  if ('socket' in fault) return fault.socket
  // Whoever lets it pass gets the numbers, so that letting it pass shows.
  const server = createHttpsServer({ key, cert: chain, ...('options' in fault && fault.options) }, listener)
  server.on('tlsClientError', () => undefined)
  return (socket) => void server.emit('connection', socket)
}
