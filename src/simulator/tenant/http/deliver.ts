import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { header, type Incoming } from './incoming.ts'
import type { Deliver, Parcel } from './parcel.ts'
import type { NamedDelivery, Reply } from './reply.ts'

/** Sends `reply`, and answers the status that the client gets to see: none when it waits or is cut off before the headers. */
export function deliver(reply: Reply, incoming: Incoming, response: ServerResponse): number | undefined {
  if (reply.date === 'none') response.sendDate = false
  const headers = {
    ...dateOf(reply, incoming.at),
    'x-mfa-gate-simulator': 'embedded tenant, a stand-in for Microsoft Graph',
    ...reply.headers,
  }
  const body = Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
  const send = typeof reply.delivery === 'function' ? reply.delivery : deliveries[reply.delivery]
  return send({ status: reply.status, headers, body, incoming, response })
}

function dateOf({ date = 0 }: Reply, at: Date): Readonly<Record<string, string>> {
  return date === 'none' ? {} : { Date: new Date(at.getTime() + date).toUTCString() }
}

const deliveries: Readonly<Record<NamedDelivery, Deliver>> = {
  whole: sendWhole,
  hang: () => undefined,
  reset: ({ response }) => {
    response.socket?.destroy()
    return undefined
  },
  'hang-body': (parcel) => {
    sendHalf(parcel, () => undefined)
    return parcel.status
  },
  'cut-body': (parcel) => {
    sendHalf(parcel, () => parcel.response.socket?.destroy())
    return parcel.status
  },
  'gzip-bomb': (parcel) => sendEncoded(parcel, 'gzip', bomb()),
  endless: sendEndless,
  // A body whose length is right, and whose content breaks off.
  'cut-gzip': (parcel) => sendEncoded(parcel, 'gzip', gzipSync(parcel.body).subarray(0, -12)),
  deflated: (parcel) => sendEncoded(parcel, 'deflate', deflateSync(parcel.body)),
  brotli: (parcel) => sendEncoded(parcel, 'br', brotliCompressSync(parcel.body)),
  'unknown-encoding': (parcel) => sendEncoded(parcel, 'snappy', parcel.body),
}

function sendWhole({ status, headers, body, incoming, response }: Parcel): number {
  const zip = body.length > 0 && /\bgzip\b/.test(header(incoming, 'accept-encoding') ?? '')
  // Pages of a thousand users each are compressed while somebody waits.
  const payload = zip ? gzipSync(body, { level: 1 }) : body
  response.writeHead(status, {
    ...headers,
    ...(zip && { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' }),
    ...(status !== 204 && { 'Content-Length': payload.length }),
  })
  response.end(incoming.method === 'HEAD' ? undefined : payload)
  return status
}

function sendEncoded({ status, headers, response }: Parcel, encoding: string, payload: Buffer): number {
  response.writeHead(status, {
    ...headers,
    'Content-Encoding': encoding,
    'Content-Length': payload.length,
  })
  response.end(payload)
  return status
}

/** Some megabytes on the wire, several gigabytes when they are decoded. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(8 * 1024 * 1024))
  return Buffer.concat(Array.from({ length: 480 }, () => member))
}

/** As fast as the client takes it, until it goes away. */
function sendEndless({ status, headers, response }: Parcel): number {
  response.writeHead(status, headers)
  const chunk = Buffer.alloc(256 * 1024, ' ')
  const pour = (): void => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', pour)
  pour()
  return status
}

function sendHalf({ status, headers, body, response }: Parcel, then: () => void): void {
  response.writeHead(status, { ...headers, 'Content-Length': body.length })
  response.write(body.subarray(0, Math.floor(body.length / 2)), then)
}
