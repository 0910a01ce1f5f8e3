import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** What `pulumi policy publish` has handed over. */
interface PublishedPack {
  /** Name, version, policies and metadata, as they are sent. */
  readonly description: unknown
  /** The packed directory. */
  readonly tarball: Buffer
}

interface PublishingService {
  readonly url: string
  /** Undefined until a pack has been uploaded and declared complete. */
  published(): PublishedPack | undefined
  close(): Promise<void>
}

/**
 * A stand-in, on loopback, for as much of Pulumi Cloud as `pulumi policy publish` asks (routes and bodies as in
 * pkg/backend/httpstate/client of pulumi 3.260). It checks no token and keeps nothing beyond its own end.
 */
export async function startPublishingService(organization: string): Promise<PublishingService> {
  let description: unknown
  let tarball: Buffer | undefined
  let complete = false
  const user = { githubLogin: 'somebody', name: 'somebody', email: '', avatarUrl: '' }
  const organizations = [{ githubLogin: organization, name: organization, avatarUrl: '' }]
  const packs = `/api/orgs/${organization}/policypacks`

  const answerTo = async (request: IncomingMessage): Promise<object | undefined> => {
    const { method, url = '' } = request
    const body = await bodyOf(request)
    if (url === '/api/user') return { ...user, organizations }
    if (url === '/api/user/organizations/default') return { GitHubLogin: organization }
    if (url === '/api/capabilities') return { capabilities: [] }
    if (method === 'POST' && url === packs) {
      description = JSON.parse(body.toString())
      return { version: 1, uploadURI: `${service.url}/upload`, requiredHeaders: {} }
    }
    if (method === 'PUT' && url === '/upload') {
      tarball = body
      return {}
    }
    if (method === 'POST' && url.startsWith(packs) && url.endsWith('/complete')) {
      complete = tarball !== undefined
      return {}
    }
    return undefined
  }

  const server = createServer((request, response) => {
    answerTo(request).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const service: PublishingService = {
    url: `http://127.0.0.1:${port}`,
    published: () => (complete && tarball !== undefined ? { description, tarball } : undefined),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return service
}

function send(response: ServerResponse, answer: object | undefined): void {
  response.statusCode = answer === undefined ? 404 : 200
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answer ?? { code: 404, message: 'not part of this stand-in' }))
}

/** The CLI compresses what is large. */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body
}
