import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import type { Environment } from '../config/environment.ts'
import { proxyFor } from './proxy-choice.ts'
import { TunnelAgent } from './tunnel.ts'

/** The Azure SDK's client on this machine's network; requests of one process may share it and its sockets. */
export function createTransport(environment: Environment): HttpClient {
  const http = createDefaultHttpClient()
  return {
    sendRequest: (request) => {
      const proxy = proxyFor(request.url, environment)
      // Whatever proxy the SDK has chosen by itself is left out.
      if (proxy === undefined) delete request.agent
      else request.agent = new TunnelAgent(proxy, signalOf(request.abortSignal))
      return http.sendRequest(request)
    },
  }
}

function signalOf(signal: unknown): AbortSignal | undefined {
  return signal instanceof AbortSignal ? signal : undefined
}
