import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { check, ids, type Variables } from '../identity/support/gate.ts'
import { signedInTool } from '../identity/support/rows.ts'
import { openWorkbench, type Workbench } from '../identity/support/workbench.ts'
import { sideBySide } from '../support/side-by-side.ts'

const secret = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'ARM'),
  ARM_CLIENT_SECRET: tenant.environment['AZURE_CLIENT_SECRET'] ?? '',
})
const gitHubJob = ({ tenant }: Workbench): Variables => ({
  ...ids(tenant, 'AZURE'),
  ...tenant.waysIn.gitHubActions,
})
const within =
  (MFA_GATE_TIMEOUT: string, machine: (bench: Workbench) => Variables) =>
  (bench: Workbench): Variables => ({ ...machine(bench), MFA_GATE_TIMEOUT })
/** Nobody listens there. */
const nowhere = 'https://127.0.0.1:9'

interface Failure {
  readonly title: string
  readonly faults?: readonly string[]
  readonly machine: (bench: Workbench) => Variables
  readonly says: RegExp
  readonly exitCode: 0 | 3
}

const failures: readonly Failure[] = [
  {
    title: 'a filter that refuses Graph is told as the filter',
    faults: ['report:proxy-403-html'],
    machine: secret,
    exitCode: 3,
    says: /something on the way to localhost:\d+ answered in its place \(403\)[\s\S]*NO_PROXY/,
  },
  {
    title: 'a proxy that wants a password before the login is told as the proxy',
    faults: ['login:proxy-407-html'],
    machine: secret,
    exitCode: 3,
    says: /something on the way to localhost:\d+ answered in its place \(407\)[\s\S]*NAME:PASSWORD/,
  },
  {
    title: 'a proxy that does not reach the login is no refusal by Entra',
    faults: ['login:proxy-504-html'],
    machine: within('6s', secret),
    exitCode: 3,
    says: /something on the way to localhost:\d+ answered in its place \(504\)/,
  },
  {
    title: 'a login that is down is told with its status, and is no refusal',
    faults: ['login:gateway-timeout-504'],
    machine: within('6s', secret),
    exitCode: 3,
    says: /the login service localhost:\d+ answered 504 \(AADSTS90033, \d attempts\)/,
  },
  {
    title: 'a fault of the login that has a number is told with it, and what to do',
    faults: ['login:unavailable-503'],
    machine: within('6s', secret),
    exitCode: 3,
    says: /answered 503 \(AADSTS90033, \d attempts\)[\s\S]*Microsoft Entra has a temporary fault/,
  },
  {
    title: 'a bandwidth limit of Graph is told with its own status',
    faults: ['report:bandwidth-509'],
    machine: within('6s', secret),
    exitCode: 3,
    says: /Microsoft Graph throttles this app in this tenant \(509, /,
  },
  {
    title: 'the token service of Azure Pipelines that cannot be reached is told by its own name',
    machine: ({ tenant }) => ({
      ...ids(tenant, 'AZURESUBSCRIPTION'),
      ...tenant.waysIn.azurePipelines,
      SYSTEM_OIDCREQUESTURI: `${nowhere}/oidctoken`,
    }),
    exitCode: 3,
    says: /the OIDC token service 127\.0\.0\.1:9 could not be reached: the connection was refused/,
  },
  {
    title: 'a login that throttles without saying for how long is asked again',
    faults: ['login:throttle-429:1'],
    machine: secret,
    exitCode: 0,
    says: /✓/,
  },
  {
    title: 'a token service of a pipeline that is down for a moment is asked again',
    faults: ['issuer:unavailable-503:1'],
    machine: gitHubJob,
    exitCode: 0,
    says: /✓/,
  },
  {
    title: 'a metadata service that is down for a moment is asked again',
    faults: ['issuer:unavailable-503:1'],
    machine: ({ tenant }) => tenant.waysIn.virtualMachine,
    exitCode: 0,
    says: /✓/,
  },
]

async function assertFailure({ faults, machine, says, exitCode }: Failure): Promise<void> {
  const bench = await openWorkbench(faults)
  try {
    const run = await check(bench.tenant, machine(bench))
    assert.match(run.stdout + run.stderr, says)
    assert.equal(run.exitCode, exitCode)
  } finally {
    await bench.close()
  }
}

describe('Who failed', () => {
  const asserted = sideBySide(failures, assertFailure)
  for (const failure of failures) it(failure.title, () => asserted(failure))
})

describe('A proxy', () => {
  let bench: Workbench
  let proxy: Server
  let status = 200
  let asked: string[] = []

  before(async () => {
    bench = await openWorkbench()
    proxy = createServer((message, response) => {
      asked.push(message.url ?? '')
      response.writeHead(404).end('<html>no such host</html>')
    })
    proxy.on('connect', ({ url = '' }, socket) => {
      asked.push(url)
      socket.on('error', () => undefined)
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 2\r\n\r\nno`)
        return
      }
      const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        target.pipe(socket).pipe(target)
      })
      target.on('error', () => socket.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(() => {
    status = 200
    asked = []
  })
  after(async () => {
    proxy.closeAllConnections()
    proxy.close()
    await bench.close()
  })
  const through = (): Variables => ({
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  })

  for (const refused of [403, 407]) {
    it(`that refuses to connect with ${refused} is told as the proxy's refusal`, async () => {
      status = refused
      const run = await check(bench.tenant, { ...secret(bench), ...through() })
      assert.equal(run.exitCode, 3)
      assert.match(run.stdout, new RegExp(`the proxy did not connect to localhost:\\d+ \\(${refused}\\)`))
    })
  }

  it('is passed by where NO_PROXY is *', async () => {
    const run = await check(bench.tenant, { ...secret(bench), ...through(), NO_PROXY: '*' })
    assert.equal(run.exitCode, 0, run.stdout)
    assert.deepEqual(asked, [])
  })

  it('does not keep a signed-in Azure CLI from being found, and is never asked for the metadata service', async () => {
    const { PATH = '' } = await signedInTool(bench, 'az')
    const run = await check(bench.tenant, { PATH, ...through() })
    assert.equal(run.exitCode, 0, run.stdout + run.stderr)
    assert.deepEqual([...new Set(asked)], [new URL(bench.tenant.origin).host])
  })
})
