import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hasMetadataService } from '../../src/identity/ways/metadata-probe.ts'
import { Deadline } from '../../src/wire/deadline.ts'
import { SignInWire } from '../../src/wire/sign-in-wire.ts'
import { createTransport } from '../../src/wire/transport.ts'

const says =
  (status: number, type: string, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': type }).end(body)

const rows: readonly [title: string, listener: RequestListener, there: boolean][] = [
  [
    "Azure's own refusal of a request without its header",
    says(
      400,
      'application/json',
      '{"error":"invalid_request","error_description":"Required metadata header"}',
    ),
    true,
  ],
  ["a network's portal", says(200, 'text/html', '<html>Welcome</html>'), false],
  ['a filter', says(403, 'text/html', '<html>Denied</html>'), false],
  ['a gateway that reaches nobody', says(504, 'text/html', '<html>Timeout</html>'), false],
  ["another cloud's service", says(401, 'text/xml', '<?xml version="1.0"?>'), false],
  ['JSON of something else', says(404, 'application/json', '{"message":"Not Found"}'), false],
  ['JSON that is no object', says(200, 'application/json', '"yes"'), false],
  ['an answer that never comes', () => undefined, false],
  ['a body that never ends', (_, response) => response.writeHead(400).write('{"error":'), false],
]

describe("At the metadata service's address", () => {
  for (const [title, listener, there] of rows) {
    it(`${title} is ${there ? 'one' : 'none'}, told within two seconds`, async () => {
      const server = createServer(listener)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const deadline = new Deadline(10_000)
      try {
        const transport = createTransport({
          HTTPS_PROXY: 'http://127.0.0.1:9',
          HTTP_PROXY: 'http://127.0.0.1:9',
        })
        const wire = new SignInWire(transport, 'login', deadline)
        const began = performance.now()
        assert.equal(await hasMetadataService(wire, `http://127.0.0.1:${port}`), there)
        assert.ok(performance.now() - began < 2_000)
      } finally {
        deadline.release()
        server.closeAllConnections()
        server.close()
      }
    })
  }
})
