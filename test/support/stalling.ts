import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Listens on loopback, hands every connection to `serve`, and ends them all. */
export async function listening<T>(
  serve: (socket: Socket) => void,
  use: (port: number) => Promise<T>,
): Promise<T> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    serve(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use((server.address() as AddressInfo).port)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

/** Takes what is sent and never says anything. */
export const silent = (): void => undefined

/** Passes everything on until a client sends `word`, and nothing from then on. */
export const stallingAt =
  (word: string, port: number) =>
  (socket: Socket): void => {
    const behind = connect(port, '127.0.0.1')
    behind.on('error', () => undefined)
    socket.on('close', () => behind.destroy())
    let stalled = false
    socket.on('data', (chunk) => {
      stalled ||= chunk.includes(word)
      if (!stalled) behind.write(chunk)
    })
    behind.on('data', (chunk) => {
      if (!stalled) socket.write(chunk)
    })
  }
