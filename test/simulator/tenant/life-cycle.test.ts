import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname } from 'node:path'
import { connect } from 'node:net'
import { once } from 'node:events'
import { createRequestLog } from '../../../src/simulator/tenant/request-log.ts'
import { loadScenario, scenarioFromOptions, startTenant } from '../../../src/simulator/tenant/index.ts'
import { askReport } from './support/client.ts'

const plain = scenarioFromOptions({ population: 10, registered: 9 })

describe('The embedded tenant', () => {
  it('ends a request that hangs, and removes its certificate, when it is closed', async () => {
    const tenant = await startTenant(
      loadScenario('{population: 1, counts: {}, faults: [{on: report, kind: hang}]}'),
    )
    const waiting = assert.rejects(askReport(tenant, { patience: 10_000 }), { code: 'ECONNRESET' })
    while (!tenant.requests.some(({ bearer }) => bearer))
      await new Promise((resolve) => setTimeout(resolve, 5))
    await tenant.close()
    await waiting
    assert.ok(!existsSync(dirname(tenant.environment['NODE_EXTRA_CA_CERTS'] ?? '')))
    await tenant.close()
  })

  it('ends a connection that never began its TLS handshake', async () => {
    const tenant = await startTenant(plain)
    const socket = connect(Number(new URL(tenant.origin).port), '127.0.0.1')
    await once(socket, 'connect')
    const closed = once(socket, 'close')
    socket.on('error', () => undefined)
    await tenant.close()
    await closed
  })

  it('cannot be reached from another machine', async function () {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal)
    if (outside === undefined) return this.skip()
    await using tenant = await startTenant(plain)
    const socket = connect(Number(new URL(tenant.origin).port), outside.address)
    await assert.rejects(once(socket, 'connect'), { code: 'ECONNREFUSED' })
  })

  it('takes the port it is given, and says so when that is taken', async () => {
    await using tenant = await startTenant(plain)
    const port = Number(new URL(tenant.origin).port)
    await assert.rejects(startTenant(plain, { port }), { code: 'EADDRINUSE' })
  })

  it('gives every start other ids and another secret', async () => {
    await using one = await startTenant(plain)
    await using other = await startTenant(plain)
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'NODE_EXTRA_CA_CERTS']) {
      assert.notEqual(one.environment[name], other.environment[name])
    }
  })

  it('remembers no secret and no token in its list of requests', async () => {
    await using tenant = await startTenant(plain)
    await askReport(tenant)
    const remembered = JSON.stringify(tenant.requests)
    assert.ok(!remembered.includes(tenant.environment['AZURE_CLIENT_SECRET'] ?? 'none'))
    assert.ok(!remembered.includes('eyJ'))
  })
})

describe('The list of requests', () => {
  it('drops the oldest once it is full', () => {
    const log = createRequestLog(10)
    for (let index = 0; index < 101; index += 1) {
      log.open({ method: 'GET', path: `/${index}`, at: new Date(), bearer: false })(200)
    }
    assert.ok(log.records.length <= 10)
    assert.equal(log.records.at(-1)?.path, '/100')
  })
})
