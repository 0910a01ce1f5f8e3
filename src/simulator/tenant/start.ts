/**
 * A stand-in: nothing here talks to Microsoft, and no number it serves is about a real tenant.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createDirectory, type Directory } from './directory.ts'
import { createGraph, isGraphPath } from './graph/graph.ts'
import { deliver } from './http/deliver.ts'
import { header, readIncoming, type Incoming } from './http/incoming.ts'
import { html, type Reply } from './http/reply.ts'
import { listen, type Listener } from './http/server.ts'
import { createLogin } from './login/login.ts'
import { createRequestLog, type RequestLog, type RequestRecord } from './request-log.ts'
import type { Scenario } from './scenario/schema.ts'
import { type Identity, makeIdentity } from './tls/certificate.ts'
import { writeTrustFile } from './tls/trust-file.ts'
import { createTokens } from './tokens.ts'
import { createWaysIn, type WaysIn } from './ways-in.ts'
import { createIssuers } from './issuers/issuers.ts'
import { createProofs } from './proofs/proofs.ts'

export interface TenantOptions {
  /** A free one when not given. */
  readonly port?: number
  /** What the tenant takes for now: in tokens, in their checking, and in the Date header. */
  readonly clock?: () => Date
  /** Whether answers are compressed for who asks for it, as Graph does; without it a benchmark measures the clients. */
  readonly compression?: boolean
}

/** A tenant that is being served. */
export interface Tenant extends AsyncDisposable {
  /** `https://localhost:PORT`, of login and Graph alike. */
  readonly origin: string
  /** What a process needs to sign in here; the client secret is among it. */
  readonly environment: Readonly<Record<string, string>>
  /** The latest requests, oldest first; grows while the tenant serves. */
  readonly requests: readonly RequestRecord[]
  /** Ends every connection and removes the certificate file. May be called twice. */
  close(): Promise<void>
  /** What runners, clusters and signed-in tools would have instead of the client secret. */
  readonly waysIn: WaysIn
}

export async function startTenant(scenario: Scenario, options: TenantOptions = {}): Promise<Tenant> {
  const { clock = now, compression = true } = options
  const identity = await makeIdentity()
  const trust = await writeTrustFile(identity.authority)
  try {
    const log = createRequestLog()
    const { directory, listening, waysIn } = await open(scenario, identity, options, (answer) =>
      createListener(answer, log, clock, compression),
    )
    const close = async () => {
      await listening.close()
      await trust.remove()
    }
    return {
      origin: directory.origin,
      environment: environmentOf(directory, trust.path),
      requests: log.records,
      waysIn,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await trust.remove()
    throw error
  }
}

/** The origin is part of every answer and known only once a port is bound; whoever comes in between is sent away. */
async function open(
  scenario: Scenario,
  identity: Identity,
  { port = 0, clock = now }: TenantOptions,
  toListener: (answer: Answer) => Listener,
) {
  let listener: Listener = (_, response) => response.destroy()
  const listening = await listen(identity, port, (message, response) => listener(message, response))
  const directory = createDirectory(`https://localhost:${listening.port}`, scenario)
  const { answer, waysIn } = await createAnswer(directory, clock)
  listener = toListener(answer)
  return { directory, listening, waysIn }
}

type Answer = (incoming: Incoming) => Promise<Reply>

const now = (): Date => new Date()

async function createAnswer(directory: Directory, clock: () => Date) {
  const tokens = await createTokens(directory)
  const proofs = createProofs(directory, clock)
  const graph = createGraph(directory, tokens)
  const login = createLogin(directory, tokens, proofs)
  const issuers = createIssuers(directory, tokens, proofs)
  const answer: Answer = (incoming) => {
    const chosen = isGraphPath(incoming.path)
      ? graph
      : (issuers.get(incoming.path.replace(/\/$/, '')) ?? login)
    return chosen(incoming)
  }
  return { answer, waysIn: createWaysIn(directory, tokens, proofs) }
}

function createListener(answer: Answer, log: RequestLog, clock: () => Date, compression: boolean): Listener {
  return (message, response) => {
    if (!compression) delete message.headers['accept-encoding']
    serve(message, response, answer, log, clock()).catch(() => response.destroy())
  }
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  log: RequestLog,
  at: Date,
) {
  const incoming = await readIncoming(message, at)
  const settle = log.open({
    method: incoming.method,
    path: incoming.path,
    ...(isGraphPath(incoming.path) && { query: decodeURIComponent(incoming.query.toString()) }),
    at,
    bearer: /^Bearer\s/i.test(header(incoming, 'authorization') ?? ''),
  })
  const reply = await answer(incoming).catch(defect)
  settle(deliver(reply, incoming, response))
}

/** A mistake of ours must not pass for an outage of Microsoft's. */
function defect(error: unknown): Reply {
  return html(500, `The embedded tenant has a defect: ${String(error)}`)
}

function environmentOf(directory: Directory, trustPath: string): Tenant['environment'] {
  return {
    AZURE_AUTHORITY_HOST: directory.origin,
    AZURE_TENANT_ID: directory.tenantId,
    AZURE_CLIENT_ID: directory.clientId,
    AZURE_CLIENT_SECRET: directory.clientSecret,
    NODE_EXTRA_CA_CERTS: trustPath,
    MFA_GATE_SIMULATED_TENANT: directory.origin,
    // No quota here, so the gate need not heed one.
    ...(directory.scenario.throttle === undefined && { MFA_GATE_PACE: 'off' }),
  }
}
