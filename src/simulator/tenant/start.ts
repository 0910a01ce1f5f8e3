/**
 * A stand-in: nothing here talks to Microsoft, and no number it serves is about a real tenant.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createChallenge } from './challenge.ts'
import { type Handler, createWorld, type World } from './answer.ts'
import type { Directory, TenantSpec } from './directory.ts'
import { connectionFaults } from './faults/connection-faults.ts'
import { faultIn } from './faults/fault-in.ts'
import { proxyFaults } from './faults/proxy-faults.ts'
import { isGraphPath } from './graph/graph.ts'
import { deliver } from './http/deliver.ts'
import { header, type Incoming, readIncoming } from './http/incoming.ts'
import { html, type Reply } from './http/reply.ts'
import { startProxy } from './http/proxy.ts'
import { listen, type Listener } from './http/server.ts'
import { createRequestLog, type RequestLog, type RequestRecord } from './request-log.ts'
import type { Scenario } from './scenario/schema.ts'
import type { Quota } from './scenario/users-schema.ts'
import { type LeafPlan, makeIdentity } from './tls/certificate.ts'
import { writeTrustFile } from './tls/trust-file.ts'
import type { WaysIn } from './ways-in.ts'

export interface TenantOptions {
  /** A free one when not given. */
  readonly port?: number
  /** What the tenant takes for now: in tokens, in their checking, and in the Date header. */
  readonly clock?: () => Date
  /** With it one app signs in to all tenants, and may ask so often over all of them. */
  readonly appQuota?: Quota
  /** Whether answers are compressed for who asks for it, as Graph does; without it a benchmark measures the clients. */
  readonly compression?: boolean
}

/** A login and a Graph that are being served. */
interface Serving extends AsyncDisposable {
  /** `https://localhost:PORT`, of login and Graph alike. */
  readonly origin: string
  /** The latest requests, oldest first; grows while the tenants are served. */
  readonly requests: readonly RequestRecord[]
  /** Ends every connection and removes the certificate file. May be called twice. */
  close(): Promise<void>
}

/** A tenant that is being served. */
export interface Tenant extends Serving {
  /** What a process needs to sign in here; the client secret is among it. */
  readonly environment: Readonly<Record<string, string>>
  /** What runners, clusters and signed-in tools would have instead of the client secret. */
  readonly waysIn: WaysIn
}

/** Many tenants behind one login and one Graph. */
export interface Tenants extends Serving {
  /** What a process needs to reach them; with it alone nobody signs in. */
  readonly environment: Readonly<Record<string, string>>
  readonly directories: readonly Directory[]
}

export async function startTenant(scenario: Scenario, options: TenantOptions = {}): Promise<Tenant> {
  const { serving, world, environment } = await start([{ scenario }], options)
  const { directory, waysIn } = world.first
  return { ...serving, waysIn, environment: { ...signInOf(directory), ...environment } }
}

export async function startTenants(
  specs: readonly [TenantSpec, ...TenantSpec[]],
  options: TenantOptions = {},
): Promise<Tenants> {
  const { serving, world, environment } = await start(specs, options)
  return { ...serving, environment, directories: world.all.map(({ directory }) => directory) }
}

async function start(
  specs: readonly [TenantSpec, ...TenantSpec[]],
  { port = 0, clock = () => new Date(), compression = true, appQuota }: TenantOptions,
) {
  const { connections, proxies } = networkFaults(specs)
  const identity = await makeIdentity([
    stranger,
    ...connections.map(({ fault }) => ('leaf' in fault ? fault.leaf : {})),
  ])
  const [strange = identity, ...presented] = identity.planned
  const trust = await writeTrustFile(identity.authority)
  try {
    const log = createRequestLog()
    // The origin is part of every answer and known only once a port is bound; whoever comes in between is sent away.
    let listener: Listener = (_, response) => response.destroy()
    const listening = await listen(
      identity,
      port,
      (message, response) => listener(message, response),
      connections.map((faulty, index) => ({ ...faulty, presented: presented[index] ?? identity })),
    )
    const proxy = proxies.length === 0 ? undefined : await startProxy(proxies, strange)
    const origin = `https://localhost:${listening.port}`
    const world = await createWorld(origin, specs, { clock, appQuota })
    const challenge = createChallenge()
    const answer: Handler = async (incoming) => challenge.answer(incoming) ?? world.answer(incoming)
    listener = createListener(answer, log, clock, compression)
    const close = async () => {
      proxy?.close()
      await listening.close()
      await trust.remove()
    }
    const serving: Serving = { origin, requests: log.records, close, [Symbol.asyncDispose]: close }
    const environment = {
      ...environmentOf(origin, world, trust.path, challenge.key, appQuota),
      ...proxy?.environment,
    }
    return { serving, world, environment }
  } catch (error) {
    await trust.remove()
    throw error
  }
}

const stranger: LeafPlan = { signedBy: 'a stranger' }

/** Login and Graph of all tenants share one origin, so that the first tenant's faults of the network hold for all. */
function networkFaults([{ scenario }]: readonly [TenantSpec, ...TenantSpec[]]) {
  return {
    connections: scenario.faults.flatMap((spec) =>
      spec.on === 'connection' ? [{ spec, fault: faultIn(connectionFaults, spec) }] : [],
    ),
    proxies: scenario.faults.flatMap((spec) =>
      spec.on === 'proxy' ? [{ spec, fault: faultIn(proxyFaults, spec) }] : [],
    ),
  }
}

function createListener(answer: Handler, log: RequestLog, clock: () => Date, compression: boolean): Listener {
  return (message, response) => {
    if (!compression) delete message.headers['accept-encoding']
    serve(message, response, answer, log, clock()).catch(() => response.destroy())
  }
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Handler,
  log: RequestLog,
  at: Date,
) {
  const incoming = await readIncoming(message, at)
  const settle = log.open({
    method: incoming.method,
    path: incoming.path,
    ...(isGraphPath(incoming.path) && { query: decodeURIComponent(incoming.query.toString()) }),
    ...claimsOf(incoming),
    at,
    bearer: /^Bearer\s/i.test(header(incoming, 'authorization') ?? ''),
  })
  const reply = await answer(incoming).catch(defect)
  settle(deliver(reply, incoming, response))
}

/** Of the body of a request for a token; the rest of it is secret. */
function claimsOf({ path, body }: Incoming): Pick<RequestRecord, 'claims'> {
  const claims = path.endsWith('/oauth2/v2.0/token') ? new URLSearchParams(body).get('claims') : null
  return claims === null ? {} : { claims }
}

/** A mistake of ours must not pass for an outage of Microsoft's. */
function defect(error: unknown): Reply {
  return html(500, `The embedded tenant has a defect: ${String(error)}`)
}

function signInOf({ tenantId, clientId, clientSecret }: Directory) {
  return { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret }
}

function environmentOf(
  origin: string,
  { all }: World,
  trustPath: string,
  key: string,
  appQuota: Quota | undefined,
) {
  const unlimited = all.every(({ directory }) => directory.scenario.throttle === undefined)
  return {
    AZURE_AUTHORITY_HOST: origin,
    NODE_EXTRA_CA_CERTS: trustPath,
    MFA_GATE_SIMULATED_TENANT: origin,
    MFA_GATE_SIMULATED_KEY: key,
    // No quota here, so the gate need not heed one.
    ...(unlimited && { MFA_GATE_PACE: 'off' }),
    MFA_GATE_APP_PACE: appQuota === undefined ? 'off' : `${appQuota.requests}/${appQuota.seconds}s`,
  }
}
