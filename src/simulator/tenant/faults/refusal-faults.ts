import { forbidden, type GraphRefusal } from '../graph/refusals.ts'
import { type Reply, withHeaders } from '../http/reply.ts'
import type { Site } from './fault.ts'
import { tokenFaults } from './token-faults.ts'

export interface Refused {
  readonly reply: (ordinary: Reply, site: Pick<Site<GraphRefusal>, 'refuse'>) => Reply
}

/** Graph's refusals of a report that needs `permission`. */
export function refusalFaults(permission: string) {
  return {
    'licence-403': refusal(forbidden.licence),
    'permission-403': refusal(forbidden.permission(permission)),
    'role-403': refusal(forbidden.role),
    ...strangeRefusals,
    ...tokenFaults,
  } as const
}

/** Refusals in other words than those that are known, or in none. */
const strangeRefusals = {
  'unknown-code-403': refusal({ status: 403, code: 'Authorization_Whatever', message: 'No.' }),
  'reader-role-403': refusal({
    status: 403,
    code: 'Authentication_ApplicationHasNoReadAuditLogDataAccess',
    message: "Application missing MSGraph API 'Read all audit log data' permission",
  }),
  'segment-400': refusal({
    status: 400,
    code: 'BadRequest',
    message: "Resource not found for the segment 'reports'.",
  }),
  'forbidden-empty': changed(() => ''),
  'forbidden-null': changed(() => 'null'),
  'forbidden-text-error': changed(() => '{"error":"Forbidden"}'),
  'forbidden-no-code': changed(() => '{"error":{"message":"no"}}'),
  'forbidden-number-code': changed(() => '{"error":{"code":403,"message":"no"}}'),
  'forbidden-null-code': changed(() => '{"error":{"code":null,"message":null}}'),
  'forbidden-long-code': changed(() => `{"error":{"code":"${'A'.repeat(500_000)}","message":"no"}}`),
  'forbidden-escaped-code': changed(() => '{"error":{"code":"\\u001b[31mred\\r\\nDate: x","message":"no"}}'),
  'forbidden-markup-code': changed(() => '{"error":{"code":"<script>alert(1)</script>","message":"no"}}'),
  'forbidden-with-token': changed(
    () =>
      '{"error":{"code":"InvalidAuthenticationToken","message":"Bearer eyJ0eXAiOiJKV1QifQ.eyJhIjoxfQ.c2ln"}}',
  ),
  'forbidden-in-batches': changed(() => '{"responses":[{"status":403}]}'),
  'challenge-broken': challenged('Bearer error="insufficient_claims", claims="%%%"'),
  'challenge-huge': challenged(`Bearer error="insufficient_claims", claims="${'QUFB'.repeat(1_500)}"`),
  'challenge-of-other-scheme': challenged('Negotiate'),
  'challenge-empty': challenged(''),
} as const satisfies Record<string, Refused>

function refusal(given: GraphRefusal): Refused {
  return { reply: (_, site) => site.refuse(given) }
}

function changed(body: () => string): Refused {
  return { reply: (_, site) => ({ ...site.refuse(forbidden.role), body: body() }) }
}

function challenged(challenge: string): Refused {
  const expired = { status: 401, code: 'InvalidAuthenticationToken', message: 'Access token has expired.' }
  return { reply: (_, site) => withHeaders(site.refuse(expired), { 'WWW-Authenticate': challenge }) }
}
