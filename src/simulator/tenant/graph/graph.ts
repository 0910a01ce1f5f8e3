import type { Directory } from '../directory.ts'
import { header, type Incoming } from '../http/incoming.ts'
import { type Reply, withHeaders } from '../http/reply.ts'
import type { Caller, TokenCheck, Tokens } from '../tokens.ts'
import { type Exchange, openExchange, refuse } from './exchange.ts'
import { forbidden, invalidToken, methodNotAllowed, unknownSegment } from './refusals.ts'
import { createCountReport } from './count-report-resource.ts'
import { createDetailsReport } from './details-resource.ts'
import { createFeatureSummary } from './feature-summary-resource.ts'
import { createSignInSummary } from './sign-in-summary-resource.ts'
import { createPager } from './directory-pager.ts'
import { createGroups } from './groups-resource.ts'
import { createRoles } from './roles-resource.ts'
import { createUsers } from './users-resource.ts'
import { createUsersCount } from './users-count-resource.ts'
import type { Resource } from './resource.ts'
import { throttleHeaders } from './site.ts'
import { createThrottle, type Throttle } from './throttle.ts'
import { firstUnknownSegment, normalisePath } from './segments.ts'

export function isGraphPath(path: string): boolean {
  return /^\/(beta|v1\.0)(\/|$)/.test(path)
}

/** Graph checks in this order: token, path, method, permission. */
export function createGraph(
  directory: Directory,
  tokens: Tokens,
  ofApp: Throttle,
): (incoming: Incoming) => Promise<Reply> {
  // One for all lists, so that faults count the answers of all.
  const page = createPager(directory)
  const resources: readonly Resource[] = [
    // Microsoft documents it for the public cloud alone.
    ...((directory.scenario.cloud ?? 'public') === 'public' ? [createCountReport(directory)] : []),
    createDetailsReport(directory),
    createFeatureSummary(directory),
    createSignInSummary(directory),
    createUsersCount(directory),
    createUsers(directory, page),
    ...createGroups(directory, page),
    ...createRoles(directory, page),
  ]
  const ofTenant = createThrottle(directory.scenario.throttle, throttleHeaders(directory))
  const throttle: Throttle = (exchange) => ofApp(exchange) ?? ofTenant(exchange)
  return async (incoming) => {
    const exchange = openExchange(incoming)
    const caller = await checkCaller(incoming, tokens)
    if ('refused' in caller) return challenge(caller.refused, exchange, directory)
    const path = normalisePath(incoming.path)
    const resource = resources.find((candidate) => candidate.pattern?.test(path) ?? candidate.path === path)
    return resource === undefined
      ? refuse(
          unknownSegment(
            firstUnknownSegment(
              path,
              resources.map((known) => known.path),
            ),
          ),
          exchange,
        )
      : ask(resource, caller, incoming, exchange, throttle)
  }
}

function ask(
  resource: Resource,
  { roles, scopes }: Caller,
  incoming: Incoming,
  exchange: Exchange,
  throttle: Throttle,
): Reply {
  const throttled = resource.ofDirectory === true ? undefined : throttle(exchange)
  if (throttled !== undefined) return throttled
  if (!resource.methods.includes(incoming.method)) {
    return withHeaders(refuse(methodNotAllowed, exchange), { Allow: resource.methods.join(', ') })
  }
  const granted = resource.delegatedOnly === true ? scopes : [...roles, ...scopes]
  if (!granted.includes(resource.permission)) {
    const refused =
      resource.ofDirectory === true ? forbidden.privileges : forbidden.permission(resource.permission)
    return refuse(refused, exchange)
  }
  return resource.answer(incoming, exchange, granted)
}

async function checkCaller(incoming: Incoming, tokens: Tokens): Promise<TokenCheck> {
  const token = /^Bearer (.+)$/i.exec(header(incoming, 'authorization') ?? '')?.[1]
  return token === undefined ? { refused: 'Access token is empty.' } : tokens.check(token, incoming.at)
}

function challenge(message: string, exchange: Exchange, { origin }: Directory): Reply {
  const graphAppId = '00000003-0000-0000-c000-000000000000'
  return withHeaders(refuse(invalidToken(message), exchange), {
    'WWW-Authenticate': `Bearer realm="", authorization_uri="${origin}/common/oauth2/authorize", client_id="${graphAppId}"`,
  })
}
