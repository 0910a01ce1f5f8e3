import type { Site } from '../faults/fault.ts'
import { faultIn } from '../faults/fault-in.ts'
import { loginFaults } from '../faults/login-faults.ts'
import { scheduleFaults } from '../faults/schedule.ts'
import { type Directory, isNameOf } from '../directory.ts'
import type { Incoming } from '../http/incoming.ts'
import { json, type Reply } from '../http/reply.ts'
import type { Proofs } from '../proofs/proofs.ts'
import { lifetimeSeconds, type Tokens } from '../tokens.ts'
import { type Exchange, loginHeaders, openExchange, refuse } from './exchange.ts'
import type { Grant, GrantOutcome } from './grant.ts'
import { createGrants } from './grants.ts'
import {
  grantUnsupported,
  type LoginRefusal,
  type Named,
  onlyPost,
  tenantNotFound,
  throttled,
  transient,
} from './refusals.ts'

type TokenEndpoint = (incoming: Incoming, tenant: string) => Promise<Reply>

/** `POST /{tenant}/oauth2/v2.0/token`. Faults count every request that arrives here, also one that is refused. */
export function createTokenEndpoint(directory: Directory, tokens: Tokens, proofs: Proofs): TokenEndpoint {
  const grants = createGrants(proofs)
  const nextFaults = scheduleFaults(
    directory.scenario.faults.flatMap((spec) =>
      spec.on === 'login' ? [{ spec, fault: faultIn(loginFaults, spec) }] : [],
    ),
  )
  return async (incoming, tenant) => {
    const exchange = openExchange(incoming)
    const form = new URLSearchParams(incoming.body)
    const site = createSite(nameParts(form, tenant, directory), exchange, directory)
    if (incoming.method !== 'POST') return site.refuse(onlyPost)
    const faults = nextFaults(incoming.at)
    const outcome = await grant(form, tenant, directory, grants)
    const ordinary =
      'refused' in outcome
        ? site.refuse(outcome.refused)
        : accept(await tokens.issue(faults.spoilDraft(outcome.granted), incoming.at), exchange)
    return faults.spoilReply(ordinary, site)
  }
}

async function grant(
  form: URLSearchParams,
  tenant: string,
  directory: Directory,
  grants: ReadonlyMap<string, Grant>,
): Promise<GrantOutcome> {
  if (!isNameOf(directory, tenant)) return { refused: tenantNotFound }
  const chosen = grants.get(form.get('grant_type') ?? '')
  return chosen === undefined ? { refused: grantUnsupported } : chosen(form, directory)
}

function accept(token: string, exchange: Exchange): Reply {
  const body = {
    token_type: 'Bearer',
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: token,
  }
  return json(200, body, loginHeaders(exchange))
}

function createSite(named: Named, exchange: Exchange, { origin, elsewhere }: Directory): Site<LoginRefusal> {
  const answer = (refusal: LoginRefusal) => refuse(refusal, named, exchange, origin)
  return {
    elsewhere,
    refuse: answer,
    outage: (status) => answer({ ...(outages[status] ?? transient), status }),
  }
}

const outages: Readonly<Record<number, LoginRefusal>> = {
  404: tenantNotFound,
  429: throttled,
  500: transient,
  503: transient,
  504: transient,
  509: throttled,
}

function nameParts(form: URLSearchParams, tenant: string, directory: Directory): Named {
  return {
    app: form.get('client_id') ?? '',
    tenant,
    tenantName: directory.tenantName,
    scope: form.get('scope') ?? '',
    grantType: form.get('grant_type') ?? '',
  }
}
