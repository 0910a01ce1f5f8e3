import type { Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import type { LeafPlan } from '../tls/certificate.ts'

/** What meets a client before any HTTP: another certificate, other demands of TLS, or no TLS at all. */
export type ConnectionFault =
  | { readonly leaf: LeafPlan }
  | { readonly options: TlsOptions }
  | { readonly socket: (socket: Socket) => void }

export const connectionFaults = {
  'tls-expired': { leaf: { days: [-3, -2] } },
  'tls-not-yet-valid': { leaf: { days: [2, 3] } },
  'tls-other-name': { leaf: { names: ['graph.example'] } },
  'tls-no-name': { leaf: { names: [] } },
  'tls-lookalike-name': { leaf: { names: ['localhost.example', 'xlocalhost', 'local.host'] } },
  'tls-wildcard-name': { leaf: { names: ['*'] } },
  'tls-self-signed': { leaf: { signedBy: 'itself' } },
  'tls-unknown-authority': { leaf: { signedBy: 'a stranger' } },
  'tls-lookalike-authority': { leaf: { signedBy: 'a namesake' } },
  'tls-for-clients': { leaf: { usage: 'client' } },
  'tls-1.1': { options: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } },
  'tls-1.2': { options: { maxVersion: 'TLSv1.2' } },
  'tls-wants-certificate': { options: { requestCert: true, rejectUnauthorized: true } },
  'tls-other-protocol': { options: { ALPNProtocols: ['imap'] } },
  'connection-silent': { socket: (socket) => void socket.resume() },
  'connection-reset': { socket: (socket) => void socket.resetAndDestroy() },
  'connection-closed': { socket: (socket) => void socket.end() },
  'connection-cut-in-handshake': { socket: after(() => '', 'close') },
  'connection-silent-in-handshake': { socket: after(() => '\u0016\u0003\u0003\u0000\u007a', 'stay') },
  'connection-alert': { socket: after(() => '\u0015\u0003\u0003\u0000\u0002\u0002\u0028', 'close') },
  'connection-garbage': { socket: after(() => '\u0000garbage\u00ff'.repeat(20), 'close') },
  'connection-plain-http': {
    socket: after(
      () => 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      'close',
    ),
  },
  'connection-plain-portal': {
    socket: after(() => 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n', 'close'),
  },
  'connection-ssh': { socket: (socket) => void socket.write('SSH-2.0-OpenSSH_9.9\r\n') },
  'connection-endless': { socket: endless },
} as const satisfies Record<string, ConnectionFault>

/** Says it once the client has begun. */
function after(say: () => string, then: 'close' | 'stay'): (socket: Socket) => void {
  return (socket) => {
    socket.once('data', () => {
      const bytes = Buffer.from(say(), 'latin1')
      if (then === 'close') socket.end(bytes)
      else socket.write(bytes)
    })
  }
}

function endless(socket: Socket): void {
  const chunk = Buffer.alloc(64 * 1024, '\u0016\u0003\u0003\u0040\u0000', 'latin1')
  const pour = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', pour)
  pour()
}
