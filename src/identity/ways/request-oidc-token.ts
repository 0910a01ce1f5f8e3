import { parseJson } from '../../io/parse-json.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { SignInWire } from '../../wire/sign-in-wire.ts'

interface OidcTokenRequest {
  readonly url: string
  /** The variable that gave the address. */
  readonly urlFrom: string
  readonly bearer: string
  readonly audience: string
}

/**
 * Asks as GitHub documents it: `GET url&audience=…` with a bearer token, answered by `{ value }`. Redirects are not
 * followed and only https is spoken, since the bearer token would travel along.
 * @throws CouldNotRead `oidc-token-refused`, or why no answer came
 */
export async function requestOidcToken(request: OidcTokenRequest, wire: SignInWire): Promise<string> {
  const { url: given, urlFrom, bearer, audience } = request
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url?.protocol !== 'https:') {
    throw new CouldNotRead({ code: 'credential-unsupported', variable: urlFrom })
  }
  url.searchParams.set('audience', audience)
  const { status, text } = await send(url, bearer, wire)
  const token = status === 200 ? valueIn(text) : undefined
  if (token !== undefined) return token
  throw new CouldNotRead({ code: 'oidc-token-refused', host: url.host, status })
}

async function send(url: URL, bearer: string, wire: SignInWire) {
  const { createHttpHeaders, createPipelineRequest } = await import('@azure/core-rest-pipeline')
  const headers = createHttpHeaders({ authorization: `Bearer ${bearer}`, accept: 'application/json' })
  const asked = createPipelineRequest({ url: url.href, method: 'GET', headers, disableKeepAlive: true })
  const { status, bodyAsText } = await wire.sendRequest(asked)
  return { status, text: bodyAsText ?? '' }
}

function valueIn(text: string): string | undefined {
  try {
    const body = parseJson(text)
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'value') : undefined
    return typeof value === 'string' && value !== '' ? value : undefined
  } catch {
    return undefined
  }
}
