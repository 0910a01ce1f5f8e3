import { createDirectory, type Directory, makeApp, namesOf, type TenantSpec } from './directory.ts'
import { createGraph, isGraphPath } from './graph/graph.ts'
import { appThrottleHeaders } from './graph/site.ts'
import { createThrottle, type Throttle } from './graph/throttle.ts'
import { header, type Incoming } from './http/incoming.ts'
import type { Reply } from './http/reply.ts'
import { createIssuers } from './issuers/issuers.ts'
import { createLogin } from './login/login.ts'
import { createProofs } from './proofs/proofs.ts'
import type { Quota } from './scenario/users-schema.ts'
import { createTokens, signingKeys, type SigningKeys } from './tokens.ts'
import { createWaysIn, type WaysIn } from './ways-in.ts'

export type Handler = (incoming: Incoming) => Promise<Reply>

/** A directory and who answers for it. */
interface Served {
  readonly directory: Directory
  readonly answer: Handler
  readonly waysIn: WaysIn
}

/** All the tenants of one origin, as Microsoft's login and Graph have all of theirs. */
export interface World {
  readonly first: Served
  readonly all: readonly Served[]
  readonly answer: Handler
}

interface WorldOptions {
  readonly clock: () => Date
  /** With it one app signs in to all tenants, and may ask so often over all of them. */
  readonly appQuota: Quota | undefined
}

export async function createWorld(
  origin: string,
  [first, ...others]: readonly [TenantSpec, ...TenantSpec[]],
  { clock, appQuota }: WorldOptions,
): Promise<World> {
  const keys = await signingKeys()
  const app = appQuota && makeApp()
  const throttle = createThrottle(appQuota, appThrottleHeaders(app?.clientId ?? ''))
  const open = (spec: TenantSpec): Served =>
    serve(createDirectory(origin, spec, app), { keys, clock, throttle })
  const [head, rest] = [open(first), others.map(open)]
  const all = [head, ...rest]
  const meant = directoryOf(all)
  // Whoever asks for a tenant that is not there is told so by the first.
  const answer: Handler = (incoming) => (meant(incoming) ?? head).answer(incoming)
  return { first: head, all, answer }
}

interface Surroundings {
  readonly keys: SigningKeys
  readonly clock: () => Date
  /** Of the app over all tenants. */
  readonly throttle: Throttle
}

function serve(directory: Directory, { keys, clock, throttle }: Surroundings): Served {
  const tokens = createTokens(directory, keys)
  const proofs = createProofs(directory, clock)
  const graph = createGraph(directory, tokens, throttle)
  const login = createLogin(directory, tokens, proofs)
  const issuers = createIssuers(directory, tokens, proofs)
  const answer: Handler = (incoming) => {
    const chosen = isGraphPath(incoming.path)
      ? graph
      : (issuers.get(incoming.path.replace(/\/$/, '')) ?? login)
    return chosen(incoming)
  }
  return { directory, answer, waysIn: createWaysIn(directory, tokens, proofs) }
}

/** The login has the tenant in its path; Graph knows it by the token, which is checked afterwards. Not looked for among thousands. */
function directoryOf(all: readonly Served[]): (incoming: Incoming) => Served | undefined {
  const byName = new Map(
    all.toReversed().flatMap((one) => namesOf(one.directory).map((name) => [name, one] as const)),
  )
  const byToken = new Map<unknown, Served>(
    all.toReversed().flatMap((one) => {
      const { tenantId, otherTenantId } = one.directory
      return [tenantId, otherTenantId].map((id) => [id, one] as const)
    }),
  )
  return (incoming) =>
    isGraphPath(incoming.path)
      ? byToken.get(tenantOf(header(incoming, 'authorization') ?? ''))
      : byName.get((incoming.path.split('/')[1] ?? '').toLowerCase())
}

function tenantOf(authorization: string): unknown {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8'),
    )
    return typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'tid') : undefined
  } catch {
    return undefined
  }
}
