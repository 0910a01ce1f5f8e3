import type { Socket } from 'node:net'

/** How a proxy answers CONNECT, where it does not do what it was asked. */
export type ProxyFault =
  | { readonly says: string; readonly then: 'close' | 'stay' }
  | { readonly does: (socket: Socket) => void }
  | { readonly intercepts: true }

const page = '<html><head><title>Access denied</title></head></html>'

export const proxyFaults = {
  'connect-400': refusing(400),
  'connect-401': refusing(401),
  'connect-403': refusing(403),
  'connect-404': refusing(404),
  'connect-407': refusing(407, 'Proxy-Authenticate: Basic realm="proxy"'),
  'connect-407-ntlm': refusing(407, 'Proxy-Authenticate: NTLM'),
  'connect-408': refusing(408),
  'connect-429': refusing(429, 'Retry-After: 1'),
  'connect-500': refusing(500),
  'connect-502': refusing(502),
  'connect-503': refusing(503),
  'connect-504': refusing(504),
  'connect-511': refusing(511),
  'connect-302': refusing(302, 'Location: https://portal.example/'),
  'connect-204': refusing(204),
  'connect-201': { says: 'HTTP/1.1 201 Created\r\n\r\n', then: 'stay' },
  'connect-200-and-page': {
    says: `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
    then: 'stay',
  },
  'connect-200-and-close': { says: 'HTTP/1.1 200 Connection established\r\n\r\n', then: 'close' },
  'connect-200-and-silence': { says: 'HTTP/1.1 200 Connection established\r\n\r\n', then: 'stay' },
  'connect-garbage': { says: 'SSH-2.0-OpenSSH_9.9\r\n', then: 'close' },
  'connect-cut': { says: 'HTTP/1.1 20', then: 'close' },
  'connect-closed': { says: '', then: 'close' },
  'connect-silence': { says: '', then: 'stay' },
  'connect-reset': { does: (socket) => void socket.resetAndDestroy() },
  'connect-endless-headers': { does: endless },
  'connect-informational': { says: 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50), then: 'close' },
  // As companies do it; its authority is not among those that are trusted here.
  'connect-intercepted': { intercepts: true },
} as const satisfies Record<string, ProxyFault>

function refusing(status: number, ...headers: readonly string[]): ProxyFault {
  const lines = [
    `HTTP/1.1 ${status} Said`,
    'Content-Type: text/html',
    `Content-Length: ${page.length}`,
    ...headers,
  ]
  return { says: `${lines.join('\r\n')}\r\n\r\n${page}`, then: 'close' }
}

function endless(socket: Socket): void {
  socket.write('HTTP/1.1 200 OK\r\n')
  const chunk = Buffer.from('X-Endless: a\r\n'.repeat(4_000))
  const pour = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.on('drain', pour)
  pour()
}
