import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Server } from 'proxy-chain'
import type { CouldNotRead } from '../../src/model/could-not-read.ts'
import { Deadline } from '../../src/wire/deadline.ts'
import { bareEnvironment, check, ids, runGateAlone, type Variables } from './support/gate.ts'
import { openWorkbench, type Workbench } from './support/workbench.ts'

describe('A CONNECT proxy on loopback', () => {
  let bench: Workbench
  let proxy: Server
  let connects: string[] = []
  let seen = 0

  before(async () => {
    bench = await openWorkbench()
    proxy = new Server({
      port: 0,
      host: '127.0.0.1',
      prepareRequestFunction: ({ hostname, port, username, password }) => {
        connects.push(`${username}:${password}@${hostname}:${port}`)
        return { requestAuthentication: username !== 'me' || password !== 'proxy-password-5' }
      },
    })
    await proxy.listen()
  })
  after(async () => {
    await proxy.close(true)
    await bench.close()
  })
  beforeEach(() => {
    connects = []
    seen = bench.tenant.requests.length
  })

  const secret = (): Variables => ({
    ...ids(bench.tenant, 'ARM'),
    ARM_CLIENT_SECRET: bench.tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
  })
  /** Every request has a connection of its own, so as many as the tenant saw came through the proxy. */
  const assertAllConnected = (): void => {
    const authorised = connects.filter((one) => one.startsWith('me'))
    assert.equal(authorised.length, bench.tenant.requests.length - seen)
    assert.ok(authorised.length >= 3)
  }
  const address = (): string => `http://me:proxy-password-5@127.0.0.1:${proxy.port}`

  it('sees both the token and the Graph call, with the name and password that HTTPS_PROXY gives', async () => {
    const { exitCode, stdout, stderr } = await check(bench.tenant, { ...secret(), HTTPS_PROXY: address() })
    assert.equal(exitCode, 0, stdout + stderr)
    const { host } = new URL(bench.tenant.origin)
    assert.deepEqual(
      [...new Set(connects.filter((one) => one.startsWith('me')))],
      [`me:proxy-password-5@${host}`],
    )
    assertAllConnected()
    assert.doesNotMatch(stdout + stderr, /proxy-password-5/)
  })

  it('sees a GitHub job ask for its token too', async () => {
    const variables = { ...ids(bench.tenant, 'AZURE'), ...bench.tenant.waysIn.gitHubActions }
    const { exitCode } = await check(bench.tenant, { ...variables, HTTPS_PROXY: address() })
    assert.equal(exitCode, 0)
    assertAllConnected()
  })

  it('sees neither when NO_PROXY names the host', async () => {
    const { exitCode } = await check(bench.tenant, {
      ...secret(),
      HTTPS_PROXY: address(),
      NO_PROXY: 'localhost',
    })
    assert.equal(exitCode, 0)
    assert.deepEqual(connects, [])
  })

  const dead: readonly [
    title: string,
    code: RegExp,
    proxy: () => Promise<readonly [port: number, close: () => void]>,
  ][] = [
    [
      'is not there',
      /the proxy on the way to localhost:\d+ could not be reached: the connection was refused/,
      async () => [9, () => undefined],
    ],
    [
      'hangs up',
      /the proxy on the way to localhost:\d+ could not be reached: the connection was closed before an answer came/,
      () => listening((socket) => socket.destroy()),
    ],
    [
      'never answers',
      /signing in through the proxy 127\.0\.0\.1:\d+ took longer than 1 s/,
      () => listening(() => undefined),
    ],
  ]
  for (const [title, says, start] of dead)
    it(`that ${title} is named, not the host behind it`, async () => {
      const [port, close] = await start()
      try {
        const variables = { ...secret(), HTTPS_PROXY: `http://127.0.0.1:${port}`, MFA_GATE_TIMEOUT: '1s' }
        const { exitCode, stdout } = await check(bench.tenant, variables)
        assert.equal(exitCode, 3)
        assert.match(stdout, says)
        assert.match(stdout, /HTTPS_PROXY/)
      } finally {
        close()
      }
    })

  it('is named by every deadline that comes of the first, such as that of a long walk', async () => {
    const first = new Deadline(10_000, undefined, new URL('http://name:secret@127.0.0.1:9'))
    const walk = first.anew(1)
    const came = walk.bound('reading Microsoft Graph', () => new Promise(() => undefined))
    const expected = { during: 'reading Microsoft Graph', proxy: '127.0.0.1:9' }
    await assert.rejects(came, ({ reason }: CouldNotRead) => {
      assert.deepEqual({ ...reason, ...expected }, reason)
      return true
    })
    for (const one of [first, walk]) one.release()
  })

  it('that is no address is refused without repeating it', async () => {
    const run = await check(bench.tenant, { ...secret(), HTTPS_PROXY: '127.0.0.1:9' })
    assert.equal(run.exitCode, 2)
    assert.match(run.stderr, /HTTPS_PROXY is not the address of a proxy/)
  })
})

describe('NODE_EXTRA_CA_CERTS', () => {
  it('is what lets the embedded tenant be trusted, by the login as by Graph', async () => {
    const bench = await openWorkbench()
    try {
      const { AZURE_CLIENT_SECRET = '' } = bench.tenant.environment
      const variables = { ...ids(bench.tenant, 'AZURE'), AZURE_CLIENT_SECRET, NODE_EXTRA_CA_CERTS: '' }
      const { exitCode, stdout } = await runGateAlone(['check', '--debug'], {
        ...bareEnvironment(bench.tenant),
        ...variables,
      })
      assert.equal(exitCode, 3)
      assert.match(
        stdout,
        /could not be reached: its certificate is from an authority that Node does not trust[\s\S]*NODE_EXTRA_CA_CERTS/,
      )
      assert.deepEqual(bench.tenant.requests, [])
    } finally {
      await bench.close()
    }
  })
})

async function listening(met: (socket: Socket) => void): Promise<readonly [port: number, close: () => void]> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    met(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = (): void => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return [(server.address() as AddressInfo).port, close]
}
