import { once } from 'node:events'
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https, { type AgentOptions } from 'node:https'
import type { Duplex } from 'node:stream'
import tls, { type ConnectionOptions } from 'node:tls'

type Connected = (error: Error | null, socket: Duplex) => void

/** A proxy's answer to CONNECT, in the code of the error, as the Azure SDK passes on nothing else. */
export const refusedByProxy = /^PROXY_ANSWERED_(\d{3})$/

/** Likewise where the proxy itself could not be reached, with the code of the connection to it. */
export const proxyUnreachable = /^PROXY_UNREACHABLE_([A-Z_]+)$/

/**
 * Connects through a proxy with CONNECT. In place of the SDK's agent, which takes a proxy's refusal for the answer of the
 * host behind it, and reads headers without an end.
 */
export class TunnelAgent extends https.Agent {
  readonly #proxy: URL
  readonly #signal: AbortSignal | undefined

  constructor(proxy: URL, signal: AbortSignal | undefined, options: AgentOptions = {}) {
    super(options)
    this.#proxy = proxy
    this.#signal = signal
  }

  override createConnection(options: ConnectionOptions, connected: Connected): undefined {
    const { host, port, path: _, ...rest } = options
    openTunnel(`${host ?? ''}:${port ?? 443}`, this.#proxy, this.#signal).then(
      (socket) => connected(null, tls.connect({ ...rest, socket })),
      (error: unknown) => connected(error as Error, undefined as never),
    )
  }
}

async function openTunnel(target: string, proxy: URL, signal: AbortSignal | undefined): Promise<Duplex> {
  const request = (proxy.protocol === 'https:' ? https : http).request({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? undefined : proxy.port,
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...authorization(proxy) },
    agent: false,
    ...(signal !== undefined && { signal }),
  })
  request.end()
  const [response, socket, head] = await connected(request)
  const { statusCode = 0 } = response
  if (statusCode === 200) {
    if (head.length > 0) socket.unshift(head)
    return socket
  }
  socket.destroy()
  throw Object.assign(new Error('the proxy refused'), { code: `PROXY_ANSWERED_${statusCode}` })
}

async function connected(request: ClientRequest): Promise<[IncomingMessage, Duplex, Buffer]> {
  try {
    return (await once(request, 'connect')) as [IncomingMessage, Duplex, Buffer]
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    if (typeof code !== 'string' || !/^E[A-Z_]+$/.test(code)) throw error
    throw Object.assign(new Error('no proxy', { cause: error }), { code: `PROXY_UNREACHABLE_${code}` })
  }
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}
