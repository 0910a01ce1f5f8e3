import { Readable } from 'node:stream'
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline'
import { largestBodyBytes, readBody } from './read-body.ts'
import { ConnectionFailed, hostOfBody, type Service } from './service.ts'

/** One whole answer: nothing of it is still on the way. */
export interface Received {
  readonly status: number
  readonly headers: PipelineResponse['headers']
  /** Decoded. */
  readonly body: Buffer
}

/** Tokens, keys and descriptions of a login are some kilobytes. */
const largestSignInBytes = 1024 * 1024

/**
 * Sends one request and reads its answer to the end. The Azure SDK's own decoding loses an error on the way, never
 * ends a body that broke off, and knows no limit; so it is asked for the bytes as they come.
 * @throws CouldNotRead; but what the SDK threw when the request's signal was aborted
 */
export async function exchange(
  request: PipelineRequest,
  http: HttpClient,
  service: Service,
): Promise<Received> {
  const { status, headers, readableStreamBody } = await send(request, http, service)
  if (!(readableStreamBody instanceof Readable)) return { status, headers, body: Buffer.alloc(0) }
  const limitBytes = service.kind === 'graph' ? largestBodyBytes : largestSignInBytes
  const whose = {
    encoding: headers.get('content-encoding'),
    requestId: headers.get('request-id'),
    host: hostOfBody(service),
  }
  return { status, headers, body: await readBody(readableStreamBody, whose, limitBytes) }
}

async function send(request: PipelineRequest, http: HttpClient, service: Service): Promise<PipelineResponse> {
  // Not left to the SDK, whose timer goes on after a request that was aborted, and holds the process.
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(), request.timeout > 0 ? request.timeout : longestWaitMs)
  try {
    return await http.sendRequest(asStream(request, slow.signal))
  } catch (error) {
    throw request.abortSignal?.aborted === true ? error : new ConnectionFailed(service, error)
  } finally {
    clearTimeout(timer)
  }
}

function asStream(request: PipelineRequest, slow: AbortSignal): PipelineRequest {
  const headers = createHttpHeaders(request.headers.toJSON({ preserveCase: true }))
  // Where the SDK sees this header it decodes by itself.
  headers.delete('accept-encoding')
  return createPipelineRequest({
    ...request,
    headers,
    timeout: 0,
    abortSignal:
      request.abortSignal instanceof AbortSignal ? AbortSignal.any([request.abortSignal, slow]) : slow,
    streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    requestOverrides: {
      ...request.requestOverrides,
      headers: { ...headers.toJSON({ preserveCase: true }), 'Accept-Encoding': 'gzip' },
    },
  })
}

/** For the first byte of one answer; what is slower counts as a connection that failed. */
const longestWaitMs = 60_000
