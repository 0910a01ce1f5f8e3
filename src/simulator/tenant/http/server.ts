import { createServer } from 'node:https'
import { type AddressInfo, type Socket } from 'node:net'
import type { Presented } from '../tls/certificate.ts'
import { createFront, type FaultyConnection, type Listener } from './front.ts'

export type { Listener } from './front.ts'

interface Listening {
  readonly port: number
  /** Ends every socket, also one that waits for an answer that will never come. */
  close(): Promise<void>
}

/** Listens on 127.0.0.1 only: whoever is not on this machine has no business with a stand-in. */
export async function listen(
  { key, chain }: Presented,
  port: number,
  listener: Listener,
  faulty: readonly FaultyConnection[] = [],
): Promise<Listening> {
  const ordinary = createServer({ key, cert: chain }, listener)
  const server = faulty.length === 0 ? ordinary : createFront(ordinary, faulty, listener)
  // Tracked here rather than by closeAllConnections(), which does not know a socket before its TLS handshake.
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1' }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        ordinary.closeAllConnections()
        for (const socket of sockets) socket.destroy()
      }),
  }
}
