import { anyOfGraph, named } from './policy-types.ts'
import { memberOf, type Planned, setKeysOf, textOf, Veiled } from './planned.ts'

/** A Conditional Access policy in a plan. */
export interface PlannedPolicy {
  readonly policy: Planned
  /** The rest of the policy stays as it is in the tenant, which the plan does not tell. */
  readonly partly: boolean
}

const address = /(?:^|\/)(?:identity\/conditionalaccess|policies)\/(?:conditionalaccess)?policies(?:\/|$|\?)/i

/** What a resource says of a Conditional Access policy; undefined when it is none. */
export function policyIn(type: string, inputs: Planned): PlannedPolicy | undefined {
  if (named.test(type)) return { policy: inputs, partly: false }
  if (!type.startsWith(anyOfGraph)) return undefined
  const at = textOf(memberOf(inputs, 'url', 'resourceUrl'))
  const body = memberOf(inputs, 'body') ?? null
  if (at instanceof Veiled) return looksLikePolicy(body) ? { policy: body, partly: true } : undefined
  if (at === undefined || !address.test(at)) return undefined
  return { policy: body, partly: !/policies\/?$/i.test(at) }
}

/** The address of a policy that the same plan makes is not known in a preview. */
function looksLikePolicy(body: Planned): boolean {
  if (body instanceof Veiled) return false
  const keys = setKeysOf(body)
  if (keys.includes('grantControls') || keys.includes('conditions')) return true
  const state = textOf(memberOf(body, 'state'))
  return typeof state === 'string' && /^enabled/i.test(state)
}
