import {
  bearerTokenAuthenticationPolicy,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  defaultRetryPolicy,
  type HttpClient,
  type HttpMethods,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline'
import type { TokenCredential } from '@azure/identity'
import { longestText, PlaceProblem } from './place.ts'

/** What the service says; what went wrong is in a header, without a body to parse. */
export interface BlobAnswer {
  readonly status: number
  readonly headers: PipelineResponse['headers']
  readonly text: string
}

/** The five requests that a place needs of Azure Blob Storage, by the name of a blob. @throws PlaceProblem */
export interface Blobs {
  get(name: string): Promise<BlobAnswer>
  head(name: string): Promise<BlobAnswer>
  put(name: string, text: string, headers: Readonly<Record<string, string>>): Promise<BlobAnswer>
  lease(
    name: string,
    action: 'acquire' | 'renew' | 'release',
    id: string,
    seconds?: number,
  ): Promise<BlobAnswer>
}

const scope = 'https://storage.azure.com/.default'
const version = '2023-11-03'
const requestMs = 10_000

/**
 * `container`: its address. Microsoft's own client brings twenty packages, one of them without the words of its
 * licence; what retries, authenticates and sends here is the part that it is made of.
 */
export function blobStorage(container: string, credential: TokenCredential, http: HttpClient): Blobs {
  const pipeline = createEmptyPipeline()
  pipeline.addPolicy(defaultRetryPolicy({ maxRetries: 4, maxRetryDelayInMs: 2_000 }), { phase: 'Retry' })
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: scope }), { phase: 'Sign' })
  const send = async (
    method: HttpMethods,
    name: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string,
  ): Promise<BlobAnswer> => {
    const [path = '', query] = name.split('?')
    const url = `${container}/${path.split('/').map(encodeURIComponent).join('/')}${query === undefined ? '' : `?${query}`}`
    const request = createPipelineRequest({
      ...{ url, method, timeout: requestMs },
      headers: createHttpHeaders({ 'x-ms-version': version, ...headers }),
      ...(body === undefined ? {} : { body }),
    })
    try {
      const answer = await pipeline.sendRequest(http, request)
      return { status: answer.status, headers: answer.headers, text: answer.bodyAsText ?? '' }
    } catch (error) {
      throw problemOf(error)
    }
  }
  return {
    get: (name) => send('GET', name, { 'x-ms-range': `bytes=0-${longestText}` }).then(whole),
    head: (name) => send('HEAD', name),
    put: (name, text, headers) =>
      send(
        'PUT',
        name,
        { 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/json', ...headers },
        text,
      ),
    lease: (name, action, id, seconds) =>
      send('PUT', `${name}?comp=lease`, {
        'x-ms-lease-action': action,
        ...(action === 'acquire' ? { 'x-ms-proposed-lease-id': id } : { 'x-ms-lease-id': id }),
        ...(seconds === undefined ? {} : { 'x-ms-lease-duration': String(seconds) }),
      }),
  }
}

/** A range that holds all there is. */
function whole(answer: BlobAnswer): BlobAnswer {
  return answer.status === 206 ? { ...answer, status: 200 } : answer
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no storage account of that name; correct the address',
  ECONNREFUSED: 'nobody answers there; correct the address, or look at the network',
  ETIMEDOUT: 'no answer came in time; look at the network, or give the command more time (MFA_GATE_TIMEOUT)',
  ECONNRESET: 'the connection was closed before an answer came; run again',
}

/** What signing in came to is told as it is; what is no trouble of the network is a defect. */
function problemOf(error: unknown): unknown {
  if (!(error instanceof RestError)) return error
  const unknown = 'Azure Blob Storage cannot be reached; look at the network and at HTTPS_PROXY'
  return new PlaceProblem(reasons[error.code ?? ''] ?? unknown, { cause: error })
}
