import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** One request, read to its end. */
export interface Incoming {
  readonly method: string
  /** Decoded, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly at: Date
}

const bodyLimit = 256 * 1024

export async function readIncoming(message: IncomingMessage, at: Date): Promise<Incoming> {
  const url = new URL(message.url ?? '/', 'https://localhost')
  return {
    method: message.method ?? 'GET',
    path: decodePath(url.pathname),
    query: url.searchParams,
    headers: message.headers,
    body: await readBody(message),
    at,
  }
}

/** A path that is not valid percent-encoding names nothing; it is kept as it came. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bodyLimit)
      throw new RangeError(`the embedded tenant reads at most ${bodyLimit} bytes of a body`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function header(incoming: Incoming, name: string): string | undefined {
  const value = incoming.headers[name]
  return Array.isArray(value) ? value[0] : value
}
