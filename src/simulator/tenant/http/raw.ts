import type { Deliver, Parcel } from './parcel.ts'

const lineEnd = '\r\n'

/** The status line and the headers as Node would write them, with `more` lines; without the empty line that ends them. */
export function headOf({ status, headers }: Parcel, ...more: readonly string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} Said`, ...lines, ...more].join(lineEnd)
}

/** Bytes past Node's own writer, which would not send such; then the connection ends. */
export function raw(write: (parcel: Parcel) => string | Buffer): Deliver {
  return (parcel) => {
    parcel.response.socket?.end(write(parcel))
    return parcel.status
  }
}

/** The same, and the connection stays open. */
export function rawAndOpen(write: (parcel: Parcel) => string | Buffer): Deliver {
  return (parcel) => {
    parcel.response.socket?.write(write(parcel))
    return parcel.status
  }
}

/** A beginning, and then the same piece for as long as the client takes it. */
export function pouring(begin: (parcel: Parcel) => string, piece: string): Deliver {
  return (parcel) => {
    const { socket } = parcel.response
    if (socket === null) return undefined
    socket.write(begin(parcel))
    const chunk = Buffer.from(piece.repeat(Math.ceil(65_536 / piece.length)))
    const pour = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', pour)
    pour()
    return parcel.status
  }
}

/** The body in so many pieces, with a pause before each; `wait` comes before the headers. */
export function slowly(pieces: number | 'each byte', pauseMs: number, wait = 0): Deliver {
  return (parcel) => {
    const { status, headers, body, response } = parcel
    const count = pieces === 'each byte' ? body.length : pieces
    const size = Math.max(1, Math.ceil(body.length / count))
    let sent = 0
    const next = (): void => {
      if (response.destroyed) return
      if (!response.headersSent) response.writeHead(status, { ...headers, 'Content-Length': body.length })
      response.write(body.subarray(sent, sent + size))
      sent += size
      if (sent >= body.length) response.end()
      else timer = setTimeout(next, pauseMs)
    }
    let timer = setTimeout(next, wait + pauseMs)
    response.on('close', () => clearTimeout(timer))
    return status
  }
}

export function sendAs(encoding: string, encode: (body: Buffer) => Buffer): Deliver {
  return ({ status, headers, body, response }) => {
    const payload = encode(body)
    response.writeHead(status, {
      ...headers,
      ...(encoding !== '' && { 'Content-Encoding': encoding }),
      'Content-Length': payload.length,
    })
    response.end(payload)
    return status
  }
}
