import assert from 'node:assert/strict'
import { createHook } from 'node:async_hooks'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { createDefaultHttpClient, createPipelineRequest } from '@azure/core-rest-pipeline'
import { exchange, type Received } from '../../src/wire/exchange.ts'
import { ConnectionFailed } from '../../src/wire/service.ts'

/** Timers that were set meanwhile, and would still keep this process from ending. */
async function timersLeftBy(work: () => Promise<unknown>): Promise<readonly number[]> {
  // By then mocha has set its own.
  await setImmediate()
  const timers: NodeJS.Timeout[] = []
  const hook = createHook({
    init: (_, type, _trigger, timer) => {
      if (type === 'Timeout') timers.push(timer as NodeJS.Timeout)
    },
  }).enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  const isLeft = (timer: NodeJS.Timeout): boolean =>
    timer.hasRef() && Reflect.get(timer, '_destroyed') !== true
  return timers.filter(isLeft).map((timer) => Number(Reflect.get(timer, '_idleTimeout')))
}

describe('One exchange over the wire', () => {
  let server: Server
  before(async () => {
    server = createServer((message, response) => {
      if (message.url === '/answers') response.end('{}')
      if (message.url === '/resets') message.socket.destroy()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  const ask = (
    path: string,
    more: { timeout?: number; abortSignal?: AbortSignal } = {},
  ): Promise<Received> => {
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const url = `http://${host}${path}`
    const request = createPipelineRequest({ url, allowInsecureConnection: true, ...more })
    return exchange(request, createDefaultHttpClient(), { kind: 'metadata', host })
  }

  const ways: readonly (readonly [title: string, ask: () => Promise<unknown>])[] = [
    ['is answered', async () => assert.equal((await ask('/answers')).body.toString(), '{}')],
    ['has its connection broken', () => assert.rejects(ask('/resets'), ConnectionFailed)],
    [
      'is given up by who asked',
      () =>
        assert.rejects(
          ask('/hangs', { abortSignal: AbortSignal.timeout(50) }),
          (error) => !(error instanceof ConnectionFailed),
        ),
    ],
    ['takes too long', () => assert.rejects(ask('/hangs', { timeout: 50 }), ConnectionFailed)],
  ]
  for (const [title, way] of ways) {
    it(`leaves no timer behind where it ${title}, which would hold the process for a minute`, async () => {
      assert.deepEqual(await timersLeftBy(way), [])
    })
  }
})
