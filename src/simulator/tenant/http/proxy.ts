import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { ProxyFault } from '../faults/proxy-faults.ts'
import { holds, type Timing } from '../faults/schedule.ts'
import type { Presented } from '../tls/certificate.ts'

interface FaultyProxy {
  readonly spec: Timing
  readonly fault: ProxyFault
}

interface Proxy {
  /** What leads a client to it, also for loopback. */
  readonly environment: Readonly<Record<string, string>>
  close(): void
}

/** A proxy on loopback, which tunnels where no fault holds. `stranger` is a certificate of nobody's whom a client trusts. */
export async function startProxy(faulty: readonly FaultyProxy[], stranger: Presented): Promise<Proxy> {
  const sockets = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(405).end())
  let asked = 0
  server.on('connection', (socket) => keep(socket, sockets))
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    asked += 1
    const held = faulty.find(({ spec }) => holds(spec, asked))
    if (held === undefined) tunnel(request.url ?? '', socket, sockets)
    else spoil(held.fault, socket, stranger)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    // In capitals alone: by the other spelling Pulumi's own calls on loopback would go through it.
    environment: { HTTPS_PROXY: address, https_proxy: '', http_proxy: '', NO_PROXY: '', no_proxy: '' },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function keep(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket)
  socket.on('error', () => undefined)
  socket.once('close', () => sockets.delete(socket))
}

function tunnel(target: string, socket: Socket, sockets: Set<Socket>): void {
  const { hostname, port } = new URL(`https://${target}`)
  const behind = connect(Number(port || 443), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(behind).pipe(socket)
  })
  keep(behind, sockets)
  behind.on('close', () => socket.destroy())
  socket.on('close', () => behind.destroy())
}

function spoil(fault: ProxyFault, socket: Socket, { key, chain }: Presented): void {
  if ('does' in fault) {
    fault.does(socket)
    return
  }
  if ('says' in fault) {
    if (fault.then === 'close') socket.end(fault.says)
    else socket.write(fault.says)
    return
  }
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  const secured = new TLSSocket(socket, { isServer: true, key, cert: chain })
  secured.on('error', () => undefined)
  secured.on('data', () =>
    secured.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"value":[]}'),
  )
}
