import { Client, ResponseType } from '@microsoft/microsoft-graph-client'
import type { Secret } from '../identity/secret.ts'
import type { Deadline } from '../time/deadline.ts'
import { type Answer, readAnswer } from './answer.ts'
import type { GraphRoot } from './graph-root.ts'
import { Authorize } from './middleware/authorize.ts'
import { causeOf, KeepCause } from './middleware/keep-cause.ts'
import { Retry } from './middleware/retry.ts'
import { Send } from './middleware/send.ts'

export interface GraphConnection {
  readonly root: GraphRoot
  /** Fetches one resource, as `/reports/…`. @throws CouldNotRead when no whole answer comes within the deadline */
  get(version: 'beta' | 'v1.0', path: string): Promise<Answer>
}

/** Microsoft's Graph client with a chain of our own in place of its authentication, retry and redirect handlers. */
export function connectGraph(
  root: GraphRoot,
  token: () => Promise<Secret>,
  deadline: Deadline,
): GraphConnection {
  const client = Client.initWithMiddleware({
    baseUrl: `${root.origin}/`,
    middleware: [new KeepCause(), new Retry(deadline), new Authorize(root, token), new Send(deadline)],
  })
  return {
    root,
    get: (version, path) =>
      deadline.bound('reading Microsoft Graph', async () => {
        try {
          // The raw response, because the SDK takes HTML, an empty body and an error with status 200 for success.
          const request = client.api(path).version(version).responseType(ResponseType.RAW)
          return await readAnswer((await request.get()) as Response, `${root.origin}/${version}${path}`)
        } catch (error) {
          throw causeOf(error)
        }
      }),
  }
}
