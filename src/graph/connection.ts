import type { HttpClient } from '@azure/core-rest-pipeline'
import { Client, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client'
import type { Pace } from '../config/pace.ts'
import type { Deadline } from '../wire/deadline.ts'
import { type GraphResponse, responseOf } from './response.ts'
import { type AcquireToken, type Carriage, Carrier, Parcel } from './carrier.ts'
import type { GraphRoot } from './graph-root.ts'
import { Pacer, type Pacing } from './pace.ts'
import type { Outlook } from './pacing.ts'

export interface GraphConnection {
  readonly root: GraphRoot
  /** Fetches one resource, as `/reports/…`. @throws CouldNotRead when no whole answer comes within the deadline */
  get(
    version: 'beta' | 'v1.0',
    path: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphResponse>
  /** Fetches what a next link of Graph points to, as it stands. @throws CouldNotRead as above */
  follow(link: string, headers?: Readonly<Record<string, string>>): Promise<GraphResponse>
  /** The same, at the same pace, for what may take no longer than that. */
  within(deadline: Deadline): GraphConnection
  /** The same, at the same pace and by the same deadline, for what the signal may end. */
  until(signal: AbortSignal): GraphConnection
  /** How many requests have been sent so far, repeated ones included. */
  readonly requests: number
  /** How fast it sends at most; undefined: as fast as it can. */
  readonly rate: Pace | undefined
  /** How long so many further requests take at that rate; undefined where it is as fast as it can. */
  outlook(requests: number): Outlook | undefined
}

/**
 * Microsoft's Graph client with a carrier of our own in place of its authentication, retry and redirect handlers. Many
 * readings of one process may share `http` and its sockets; each of them has its own without it.
 */
export function connectGraph(
  root: GraphRoot,
  token: AcquireToken,
  deadline: Deadline,
  http: HttpClient,
  pacing: Pacing = { rate: undefined },
): GraphConnection {
  return connect({ root, token, deadline, http, rate: pacing.rate, pace: new Pacer(pacing) })
}

function connect(given: Carriage & { readonly rate: Pace | undefined }): GraphConnection {
  const { root, deadline, rate, pace } = given
  const client = Client.initWithMiddleware({ baseUrl: `${root.origin}/`, middleware: new Carrier(given) })
  const fetch = (
    request: GraphRequest,
    endpoint: string,
    headers?: Readonly<Record<string, string>>,
  ): Promise<GraphResponse> =>
    deadline.bound('reading Microsoft Graph', async () => {
      const parcel = new Parcel(headers)
      try {
        // Raw, because the SDK takes HTML, an empty body and an error with status 200 for success.
        await request.middlewareOptions([parcel]).responseType(ResponseType.RAW).get()
      } catch (error) {
        throw parcel.failure ?? error
      }
      if (parcel.received === undefined) throw new TypeError('a request that ended without an answer')
      return responseOf(parcel.received, endpoint)
    })
  return {
    root,
    rate,
    get: (version, path, headers) =>
      fetch(
        client.api(path).version(version),
        `${root.origin}/${version}${path.replace(/\?.*/s, '')}`,
        headers,
      ),
    follow: (link, headers) => fetch(client.api(link), link.replace(/\?.*/s, ''), headers),
    outlook: (requests) => pace.outlook(requests),
    within: (other) => connect({ ...given, deadline: other }),
    until: (signal) => connect({ ...given, deadline: deadline.until(signal) }),
    get requests() {
      return pace.requests
    },
  }
}
